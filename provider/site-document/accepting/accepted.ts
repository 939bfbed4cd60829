import { isDeepStrictEqual } from "node:util";
import { canonical } from "../../core/canonical";
import { isIgnored } from "../../core/conditions";
import type { Properties } from "../../core/definition";
import { isObject } from "../../core/paths";
import type { ObjectDifference } from "../compare";
import type { PropertyDifference } from "../compare-fields";
import { type Entries, inSite, type Known, type Member, memberOf } from "../members";
import { objectsOf } from "../objects";
import { type Steps, stepsOf } from "../steps";

/** The site whose values are accepted. */
export interface AcceptedSite {
  /** As it was compared. */
  document: Properties;
  /** As a file has it. */
  forFile(): Properties;
}

/**
 * Gives a document with the values of another site where they differ, and everything else as it is.
 *
 * @param document the left site of the differences, as a file has it
 * @param right the right site of them
 * @returns takes the differences that are accepted
 */
export function accepted(
  document: Properties,
  right: AcceptedSite,
): (differences: readonly ObjectDifference[]) => Properties {
  const lefts = new Map(objectsOf(document).map(({ key, path }) => [key, path]));
  const file = right.forFile();
  const valueInFile = (path: string) => counterpart(inSite, right.document, file, stepsOf(path));
  return (differences) => {
    const changed = differences
      .flatMap((difference) => changesOf(difference, lefts, valueInFile))
      // What changes the positions of entries comes after what is in these.
      .sort((one, other) => deepestFirst(one.steps, other.steps))
      .reduce<Properties>(
        (result, { steps, make }) => changedAt(result, steps, make) as Properties,
        document,
      );
    return effective(inSite, document, changed, file);
  };
}

/** @param lefts the paths of the document's objects by their keys */
function changesOf(
  { change, object, left, right, properties }: ObjectDifference,
  lefts: ReadonlyMap<string, string>,
  valueInFile: (path: string) => unknown,
): Change[] {
  const { owner, part } = object;
  const above = owner && lefts.get(owner.key);
  const place = above === undefined ? part.property : `${above}.${part.property}`;
  if (change === "missing") return [{ steps: stepsOf(object.path), make: () => undefined }];
  if (change === "additional") {
    const value = valueInFile(object.path);
    return [{ steps: stepsOf(place), make: (before) => [...listIn(before), value] }];
  }
  return properties.map((property) => changeOf(property, left?.path ?? place, right?.path, valueInFile));
}

/**
 * With the fields that have an effect only now, and without those that have none any more, beside what has changed: these
 * nobody may declare, and those have the live values.
 */
function effective(known: Known, before: Properties, after: Properties, live: unknown): Properties {
  if (before === after) return after;
  const { fields } = known;
  const kept = Object.entries(after).filter(([name, value]) => {
    const field = fields[name];
    return !field || !isIgnored(field, fields, after) || canonical(field, value) === undefined;
  });
  const gained = Object.entries(isObject(live) ? live : {}).filter(([name]) => {
    const field = after[name] === undefined ? fields[name] : undefined;
    return field && isIgnored(field, fields, before) && !isIgnored(field, fields, after);
  });
  const members = [...kept, ...gained].map(([name, value]) => {
    const there = isObject(live) ? live[name] : undefined;
    return [name, effectiveMember(memberOf(known, name), before[name], value, there)] as const;
  });
  const isSame =
    members.length === Object.keys(after).length && members.every(([name, value]) => value === after[name]);
  return isSame ? after : Object.fromEntries(members);
}

function effectiveMember(member: Member, before: unknown, after: unknown, live: unknown): unknown {
  if (before === after) return after;
  if (member.kind === "object" && isObject(after)) {
    return isObject(before) ? effective(member.known, before, after, live) : after;
  }
  if (member.kind !== "entries" || !Array.isArray(after)) return after;
  const { entries } = member;
  const sameIn = (list: unknown, entry: unknown) => {
    const key = keyOf(entries, entry);
    return listIn(list).find((other) => key !== undefined && keyOf(entries, other) === key);
  };
  return after.map((entry: unknown) => {
    const was = sameIn(before, entry);
    return isObject(entry) && isObject(was)
      ? effective(entries.known, was, entry, sameIn(live, entry))
      : entry;
  });
}

interface Change {
  steps: Steps;
  /** @returns undefined to take it away */
  make(before: unknown): unknown;
}

function changeOf(
  { at, inList }: PropertyDifference,
  start: string,
  right: string | undefined,
  valueInFile: (path: string) => unknown,
): Change {
  const steps = stepsOf(`${start}.${at.left}`);
  const value = right === undefined ? undefined : valueInFile(`${right}.${at.right}`);
  if (inList === "removed") return { steps, make: () => undefined };
  if (inList === "order") {
    return { steps, make: (before) => inSequence(entriesAt(steps), listIn(before), listIn(value)) };
  }
  if (inList !== "added") return { steps, make: () => value };
  const list = listIn(valueInFile(`${right}.${at.right.replace(/\[\d+\]$/, "")}`));
  return { steps, make: (before) => withEntry(entriesAt(steps), listIn(before), value, list) };
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The list that is at the end of the way. */
function entriesAt(steps: Steps): Entries {
  let known = inSite;
  for (const [index, step] of steps.entries()) {
    if (typeof step === "number") continue;
    const member = memberOf(known, step);
    if (member.kind === "entries" && index === steps.length - 1) return member.entries;
    if (member.kind === "entries") known = member.entries.known;
    else if (member.kind === "object") known = member.known;
  }
  throw new Error(`no entries with a key at ${steps.join(" ")}`);
}

const keyOf = ({ keyOf }: Entries, entry: unknown) => (isObject(entry) ? keyOf(entry) : undefined);

/** The list with one more entry, behind the one that it comes after in the other list. */
function withEntry(
  entries: Entries,
  list: readonly unknown[],
  entry: unknown,
  other: readonly unknown[],
): unknown[] {
  const keys = other.map((one) => keyOf(entries, one));
  const before = keys.slice(0, keys.indexOf(keyOf(entries, entry))).reverse();
  const own = list.map((one) => keyOf(entries, one));
  const previous = before.map((key) => own.indexOf(key)).find((index) => index !== -1);
  const position = previous === undefined ? (entries.isOrdered ? 0 : list.length) : previous + 1;
  return renumbered(list.toSpliced(position, 0, entry));
}

/** The entries that both lists have, in the places of these, in the other list's sequence. */
function inSequence(entries: Entries, list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const keys = other.map((one) => keyOf(entries, one));
  const rank = (entry: unknown) => keys.indexOf(keyOf(entries, entry));
  const isShared = (entry: unknown) => rank(entry) !== -1;
  const sorted = list.filter(isShared).toSorted((one, another) => rank(one) - rank(another));
  return renumbered(list.map((entry) => (isShared(entry) ? sorted.shift() : entry)));
}

/** Where entries have numbers, these follow the sequence. */
function renumbered(list: readonly unknown[]): unknown[] {
  if (!list.some((entry) => isObject(entry) && entry.order !== undefined)) return [...list];
  let last = 0;
  return list.map((entry) => {
    if (!isObject(entry)) return entry;
    const order = typeof entry.order === "number" && entry.order > last ? entry.order : last + 1;
    last = order;
    return order === entry.order ? entry : { ...entry, order };
  });
}

/** What another document of the same site has at the way to a value in this one: entries are found by their keys. */
function counterpart(known: Known, here: unknown, there: unknown, steps: Steps): unknown {
  const [name, ...others] = steps;
  if (name === undefined) return there;
  if (typeof name === "number" || !isObject(here) || !isObject(there)) return undefined;
  const member = memberOf(known, name);
  const [own, other] = [here[name], there[name]];
  const [index, ...deeper] = others;
  if (typeof index !== "number" || !Array.isArray(own) || !Array.isArray(other)) {
    return counterpart(member.kind === "object" ? member.known : none, own, other, others);
  }
  if (member.kind !== "entries") return counterpart(none, own[index], other[index], deeper);
  const key = keyOf(member.entries, own[index]);
  const found = other.find((entry) => key !== undefined && keyOf(member.entries, entry) === key);
  return counterpart(member.entries.known, own[index], found, deeper);
}

const none: Known = { parts: [], fields: {} };

/** The value with another one at the end of the way, and the same objects wherever nothing changes. */
function changedAt(value: unknown, steps: Steps, make: Change["make"]): unknown {
  const [step, ...others] = steps;
  if (step === undefined) return make(value);
  if (typeof step === "number") {
    const list = listIn(value);
    const entry = changedAt(list[step], others, make);
    return entry === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, entry);
  }
  const object = isObject(value) ? value : {};
  const changed = changedAt(object[step], others, make);
  if (isDeepStrictEqual(changed, object[step])) return value;
  const { [step]: _before, ...kept } = object;
  return changed === undefined ? kept : { ...object, [step]: changed };
}

/** Later entries before earlier ones, and what is in a list before the list. */
function deepestFirst(one: Steps, other: Steps): number {
  for (const [index, step] of one.entries()) {
    const own = other[index];
    if (own === undefined) return -1;
    if (typeof step === "number" && typeof own === "number" && step !== own) return own - step;
  }
  return other.length - one.length;
}
