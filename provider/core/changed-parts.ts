import type * as z from "zod";
import { equal, inOrder } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, shapeOf } from "./field-facts";
import { entriesByKey, isPermanent } from "./lists";
import { isObject, valueAt } from "./paths";
import { hasSecret } from "./secrets";

/**
 * What an update lays over the live object: the declared values that the program has changed, at any depth, and secrets,
 * which a write has to repeat. Everything else keeps the value that the site has.
 *
 * @param old the declared values before, as the state knows them
 */
export function changedParts(
  fields: Fields,
  old: Properties,
  declared: Properties,
  live: Properties,
): Properties {
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    // What is declared for the first time is written, also an empty value: what the site has there isn't known.
    const isOld = Object.hasOwn(old, name);
    const part = isOld ? changedPart(field, old[name], declared[name], live[name]) : declared[name];
    return part === undefined ? [] : [[name, part]];
  });
  return Object.fromEntries(parts);
}

/** Undefined where the live value stays. */
function changedPart(field: z.ZodType, old: unknown, declared: unknown, live: unknown): unknown {
  if (declared === undefined) return undefined;
  if (factsOf(field).secret) return declared;
  if (equal(field, old, declared) && !hasSecret(field)) return undefined;
  const shape = shapeOf(field);
  if (shape && isObject(old) && isObject(declared) && isObject(live)) {
    const parts = changedParts(shape, old, declared, live);
    return Object.keys(parts).length > 0 ? parts : undefined;
  }
  if (isKeyedList(field) && Array.isArray(old) && Array.isArray(declared) && Array.isArray(live)) {
    return changedList(field, old, declared, live);
  }
  return equal(field, old, declared) ? undefined : declared;
}

const isKeyedList = (field: z.ZodType) => elementOf(field) !== undefined && factsOf(field).key !== undefined;

type Entries = ReadonlyMap<string | undefined, unknown>;

/**
 * The list with the entries that the program has changed, added and removed. Of all others it has the key alone, which
 * stands for the live entry. A list whose entries aren't told apart by their keys is one value.
 */
function changedList(
  field: z.ZodType,
  ...lists: readonly [old: readonly unknown[], declared: readonly unknown[], live: readonly unknown[]]
): unknown {
  const element = elementOf(field) as z.ZodType;
  const { key = "" } = factsOf(field);
  const [old, declared, live] = lists.map((list) => entriesByKey(element, key, inOrder(element, list)));
  const isToldApart = [old, declared, live].every((entries, index) => entries?.size === lists[index]?.length);
  if (!old || !declared || !live || !isToldApart)
    return equal(field, lists[0], lists[1]) ? undefined : lists[1];
  return sequenceOf(old, declared, live).flatMap((name) => {
    const isForeign = !declared.has(name) && !old.has(name) && !isPermanent(field, live.get(name));
    if (isForeign) return [withKey(key, live.get(name), {})];
    const entry = changedEntry(element, old.get(name), declared.get(name), live.get(name));
    return entry === undefined ? [] : [withKey(key, declared.get(name), entry)];
  });
}

/** Undefined for an entry that the program has removed, and for one that a person has removed and the program left alone. */
function changedEntry(element: z.ZodType, old: unknown, declared: unknown, live: unknown): unknown {
  if (declared === undefined || old === undefined) return declared;
  if (live === undefined) return equal(element, old, declared) ? undefined : declared;
  return changedPart(element, old, declared, live) ?? {};
}

/** The keys in the site's sequence, with each new one behind its neighbour; in the program's where that has changed. */
function sequenceOf(old: Entries, declared: Entries, live: Entries): (string | undefined)[] {
  const wanted = [...declared.keys()];
  const there = [...live.keys()];
  const stayed = wanted.filter((name) => old.has(name));
  const wasMoved = [...old.keys()]
    .filter((name) => declared.has(name))
    .some((name, index) => name !== stayed[index]);
  if (wasMoved) return [...wanted, ...there.filter((name) => !declared.has(name))];
  wanted.forEach((name, index) => {
    if (live.has(name)) return;
    there.splice(index === 0 ? 0 : there.indexOf(wanted[index - 1]) + 1, 0, name);
  });
  return there;
}

/** The entry with its key, at whatever depth that is. */
function withKey(key: string, entry: unknown, part: unknown): unknown {
  if (valueAt(part, key) !== undefined || !isObject(part)) return part;
  const [first = "", ...below] = key.split(".");
  const value = valueAt(entry, first);
  return { ...part, [first]: below.length > 0 ? withKey(below.join("."), value, part[first] ?? {}) : value };
}
