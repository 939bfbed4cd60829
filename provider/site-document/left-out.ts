import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { isObject, valueAt } from "../core/paths";
import { type SitePart, siteParts } from "../core/site-parts";
import { type Step, stepsOf } from "../core/steps";
import { definitions } from "../definitions";
import { fieldsOf } from "./compare-fields";
import { pathOf } from "./steps";
import { documentProblems } from "./validate";

/**
 * Takes out of an exported document what no document can say: a list with entries that nothing tells apart, a value that the
 * API's documents don't have. What stays is valid, and manages less.
 *
 * @returns what was taken out, where, and why
 */
export function leaveOutProblems(document: Properties): string[] {
  const errors = documentProblems(document).filter(({ isWarning }) => !isWarning);
  if (errors.length === 0) return [];
  // All are looked for before the first goes: paths count entries.
  const found = errors.map(({ path, message }) => ({
    message,
    smallest: inParts(siteParts(definitions), document, stepsOf(path), "").at(-1),
  }));
  const told = found.flatMap(({ message, smallest }) => {
    if (!smallest) return [];
    smallest.drop();
    return [`${smallest.problem}: ${message} ${smallest.place} is left out, and nobody manages it.`];
  });
  if (told.length === 0) throw new Error(`Nothing of ${errors[0]?.path} can be left out`);
  // What is gone may have been needed by something else.
  return [...new Set([...told, ...leaveOutProblems(document)])];
}

/** What can be taken out, and leaves the rest as true as it was. */
interface Droppable {
  /** Where it is, by names. */
  place: string;
  /** Where in it the problem is. */
  problem: string;
  drop(): void;
}

/** On the way to a problem all that can be taken out, the smallest last. */
function inParts(
  parts: readonly SitePart[],
  described: Properties,
  [name = "", ...below]: readonly Step[],
  at: string,
): Droppable[] {
  const part = parts.find(({ property }) => property === name);
  const place = at === "" ? String(name) : `${at}.${name}`;
  const value = described[name];
  if (!part) return [];
  if (!part.isList) {
    const whole = { place, problem: pathOf(below, place), drop: () => delete described[name] };
    return [whole, ...inEntry(part, value, below, place)];
  }
  const [index = 0, ...inside] = below;
  const entries = value as unknown[];
  const entry = entries[Number(index)];
  const entryPlace = `${place}[${titleOf(entry, part.definition.naturalKey, index)}]`;
  const drop = () => void entries.splice(0, entries.length, ...entries.filter((other) => other !== entry));
  return [
    { place: entryPlace, problem: pathOf(inside, entryPlace), drop },
    ...inEntry(part, entry, inside, entryPlace),
  ];
}

function inEntry(part: SitePart, entry: unknown, steps: readonly Step[], place: string): Droppable[] {
  if (!isObject(entry)) return [];
  if (part.parts.some(({ property }) => property === steps[0]))
    return inParts(part.parts, entry, steps, place);
  return inFields(fieldsOf(part), part.definition.naturalKey, entry, steps, place);
}

/** @param keys paths of what tells the object from others: that has to stay */
function inFields(
  fields: Fields,
  keys: readonly string[],
  object: Properties,
  [name = "", ...below]: readonly Step[],
  at: string,
): Droppable[] {
  const field = fields[name];
  if (field === undefined || object[name] === undefined) return [];
  const place = `${at}.${name}`;
  const isNeeded = factsOf(field).required || keys.includes(String(name));
  const whole = { place, problem: pathOf(below, place), drop: () => delete object[name] };
  const inside = keys.flatMap((key) => (key.startsWith(`${name}.`) ? [key.slice(`${name}.`.length)] : []));
  return [...(isNeeded ? [] : [whole]), ...inValue(field, object[name], inside, below, place)];
}

/** Entries that no key tells apart are written as one list: only the whole of that can go. */
function inValue(
  field: Fields[string],
  value: unknown,
  keys: readonly string[],
  steps: readonly Step[],
  place: string,
): Droppable[] {
  const shape = shapeOf(field);
  if (shape && isObject(value)) return inFields(shape, keys, value, steps, place);
  const entries = shapeOf(elementOf(field) ?? field);
  const { key } = factsOf(field);
  const [index = 0, ...below] = steps;
  const entry = Array.isArray(value) ? (value[Number(index)] as unknown) : undefined;
  if (!entries || key === undefined || !isObject(entry)) return [];
  return inFields(entries, [key], entry, below, `${place}[${titleOf(entry, [key], index)}]`);
}

const titleOf = (entry: unknown, keys: readonly string[], index: Step) =>
  keys.map((key) => valueAt(entry, key)).find((value) => typeof value === "string" && value !== "") ?? index;
