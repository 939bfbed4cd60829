import { randomUUID } from "node:crypto";
import type { FieldRule, FieldRules, StoredObject } from "./index";
import { acceptors, RuleError } from "./values";

/** What the server knows besides the body. */
export interface Surroundings {
  /** The object that the body replaces. */
  previous?: StoredObject | undefined;
  /** The position behind all siblings, for the field of this name. */
  nextPosition(name: string): number;
  /** An object that has always been there: what its body may leave out has a default. */
  isAlwaysThere?: boolean;
  /** The names of a collection's members, where they are values of a field. */
  namesOf?: (collection: string) => string[];
  /** The body comes from fixtures: it may set what only the server sets. */
  fixtures?: FixtureIds | undefined;
}

export interface FixtureIds {
  /** The id of an object that brings none. */
  newId(): string;
}

/**
 * The object that a body stores: values in their documented spelling, the server's own values and defaults for
 * what is left out. Keys that no rule knows are ignored, and so are objects with endpoints of their own.
 *
 * @throws RuleError
 */
export function objectFrom(rules: FieldRules, body: unknown, around: Surroundings, place = ""): StoredObject {
  const given = namesIn(rules, body, place);
  const result: StoredObject = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.expanded || rule.members || rule.part !== undefined) continue;
    const path = place === "" ? name : `${place}.${name}`;
    const isServers = rule.readOnly && !(around.fixtures && isGiven(given.get(name)));
    const stored = isServers
      ? ownValue(rule, name, around)
      : (fromBody(withNames(rule, around), path, given.get(name), around.previous?.[name], around.fixtures) ??
        leftOut(rule, path, name, around, given));
    if (stored !== undefined) result[name] = stored;
  }
  return result;
}

/** The body's values by the names of the rules. */
export function namesIn(rules: FieldRules, body: unknown, place = ""): Map<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new RuleError(`${place === "" ? "The body" : `Parameter '${place}'`} must be an object.`);
  }
  const given = new Map(Object.entries(body));
  for (const key of Object.keys(body)) {
    if (Object.hasOwn(rules, key)) continue;
    // conventions.caseSensitivity: the draft's curls post targeturl.
    const name = Object.keys(rules).find((one) => one.toLowerCase() === key.toLowerCase());
    if (name !== undefined && !given.has(name)) given.set(name, given.get(key));
  }
  for (const [name, { alsoNamed = [] }] of Object.entries(rules)) {
    for (const other of alsoNamed)
      if (!given.has(name) && given.has(other)) given.set(name, given.get(other));
  }
  return given;
}

/** The object before anybody has written it. */
export function untouched(rules: FieldRules): StoredObject {
  return objectFrom(rules, {}, { nextPosition: () => 1, isAlwaysThere: true });
}

/** The position behind all of these. */
export function behind(siblings: readonly unknown[], name: string): number {
  let highest = 0;
  for (const sibling of siblings) {
    const position = (sibling as StoredObject | null)?.[name];
    if (typeof position === "number" && position > highest) highest = position;
  }
  return highest + 1;
}

/** O72: of the forms in the examples, the one with a zone and without fractions. */
export const timeText = (time = new Date()) => time.toISOString().replace(/\.\d+Z$/, "Z");

/** Whose credential it is: the documents have no call that tells. */
const ownAgent = 1;

function ownValue(rule: FieldRule, name: string, around: Surroundings): unknown {
  const previous = around.previous?.[name];
  if (rule.noted === "changed" || (rule.noted && previous === undefined)) {
    return rule.type === "datetime" ? timeText() : ownAgent;
  }
  return previous ?? (rule.assigned ? newId(rule, name, around) : rule.default);
}

const newId = (rule: FieldRule, name: string, { fixtures, nextPosition }: Surroundings) =>
  rule.type === "integer" ? nextPosition(name) : (fixtures?.newId() ?? randomUUID());

function leftOut(
  rule: FieldRule,
  path: string,
  name: string,
  around: Surroundings,
  given: Map<string, unknown>,
): unknown {
  const { mandatoryWhen: condition } = rule;
  const isMissing =
    (rule.mandatory && !around.isAlwaysThere) ||
    condition?.values.some(
      (value) => value.toLowerCase() === String(given.get(condition.field)).toLowerCase(),
    );
  if (isMissing) throw new RuleError(`Parameter '${path}' is required.`);
  return rule.position ? around.nextPosition(name) : rule.default;
}

/** The documents don't tell null from a missing key. */
const isGiven = (value: unknown) => value !== undefined && value !== null;

function withNames(rule: FieldRule, { namesOf }: Surroundings): FieldRule {
  const { openValues } = rule;
  if (!openValues || !namesOf) return rule;
  return { ...rule, values: [...openValues.known, ...namesOf(openValues.namesOf)] };
}

/** undefined when the body doesn't hold it. */
function fromBody(
  rule: FieldRule,
  path: string,
  value: unknown,
  previous: unknown,
  fixtures: FixtureIds | undefined,
): unknown {
  if (!isGiven(value) || (rule.mandatory && value === "")) return undefined;
  const { fields } = rule;
  if (!fields) return acceptors[rule.type](rule, path, value);
  if (rule.type === "object") {
    const around = { previous: previous as StoredObject | undefined, nextPosition: () => 1, fixtures };
    return objectFrom(fields, value, around, path);
  }
  return entriesFrom(rule, fields, path, value, previous, fixtures);
}

function entriesFrom(
  rule: FieldRule,
  fields: FieldRules,
  path: string,
  value: unknown,
  previous: unknown,
  fixtures: FixtureIds | undefined,
) {
  if (value === "") return []; // O43
  // O27, O35: a list by its type, one bare object in the examples.
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const around = { nextPosition: positionsIn(entries), fixtures };
  const stored = entries.map((entry, index) => objectFrom(fields, entry, around, `${path}[${index}]`));
  const { keptBy } = rule;
  if (keptBy === undefined) return stored;
  const there = (previous ?? rule.default ?? []) as StoredObject[];
  const isSame = (one: StoredObject, other: StoredObject) => String(one[keptBy]) === String(other[keptBy]);
  const changed = there.map((entry) => stored.findLast((other) => isSame(entry, other)) ?? entry);
  return [...changed, ...stored.filter((entry) => !there.some((other) => isSame(entry, other)))];
}

/** New positions behind those that a list gives its members. */
export function positionsIn(list: readonly unknown[]): (name: string) => number {
  const next = new Map<string, number>();
  return (name) => {
    const position = next.get(name) ?? behind(list, name);
    next.set(name, position + 1);
    return position;
  };
}
