import type * as z from "zod";
import { enumSpelling, equal, inOrder } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, shapeOf } from "./facts";
import { entriesByKey, isPermanent, keyOfEntry, sentEntries } from "./lists";

/**
 * The live values of exactly the fields that `declared` holds, at any depth, in the declared spelling
 * where they mean the same: what the engine has to compare with the program.
 */
export function observed(fields: Fields, declared: Properties, live: Properties): Properties {
  const result: Properties = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(declared, name)) continue;
    const seen = observedValue(field, declared[name], live[name]);
    if (seen !== undefined) result[name] = seen;
  }
  return result;
}

function observedValue(field: z.ZodType, declared: unknown, live: unknown): unknown {
  // A secret that comes back empty isn't returned: there is nothing to compare.
  if (factsOf(field).secret && (live === undefined || live === null || live === "")) return declared;
  if (live === undefined || live === null) return equal(field, declared, live) ? declared : undefined;
  const restricted = restrict(field, declared, live);
  return equal(field, declared, restricted) ? declared : restricted;
}

function restrict(field: z.ZodType, declared: unknown, live: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(live)) return observed(shape, isObject(declared) ? declared : live, live);
  const element = elementOf(field);
  if (!element || !Array.isArray(live) || !shapeOf(element)) return live;
  const members = Array.isArray(declared) ? declared : [];
  const surplus = keysOf(members);
  const { key } = factsOf(field);
  if (key === undefined) {
    const pairs = inOrder(element, members);
    return inOrder(element, live).map((member, index) =>
      observedValue(element, pairs[index] ?? surplus ?? member, member),
    );
  }
  const byKey = entriesByKey(element, key, members);
  return inOrder(element, live).flatMap((member) => {
    const own = byKey.get(keyOfEntry(element, key, member));
    if (own === undefined && isPermanent(field, member)) return [];
    return [observedValue(element, own ?? surplus ?? member, member)];
  });
}

/** An object with every key that any of the members has: which fields of a surplus live member to show. */
function keysOf(members: readonly unknown[]): Properties | undefined {
  const objects = members.filter(isObject);
  return objects.length > 0 ? Object.assign({}, ...objects) : undefined;
}

/**
 * The body of a PUT, which replaces the whole object: everything that is there except what is read-only,
 * with the declared values on top. Fields that this package doesn't know are carried along.
 */
export function merged(fields: Fields, declared: Properties, live: Properties): Properties {
  const result: Properties = { ...live };
  for (const [name, field] of Object.entries(fields)) {
    const { readOnly, carried, include, writeOnly } = factsOf(field);
    if ((readOnly && !carried) || include !== undefined) delete result[name];
    // What the service returns in its place isn't the secret.
    if (writeOnly) delete result[name];
    if (result[name] === null || result[name] === undefined) delete result[name];
    else result[name] = sendable(field, result[name]);
    if (declared[name] !== undefined && !readOnly) {
      result[name] = sent(field, declared[name], result[name]);
    }
  }
  return result;
}

/** A live value that isn't declared as it goes back: whole, but without what can't be sent. */
function sendable(field: z.ZodType, live: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(live)) return merged(shape, {}, live);
  const element = elementOf(field);
  return element && Array.isArray(live) ? live.map((entry) => sendable(element, entry)) : live;
}

/** A declared value as it goes out: enum values in their spelling, undeclared nested fields as they are. */
function sent(field: z.ZodType, declared: unknown, live: unknown): unknown {
  if (typeof declared === "string") return enumSpelling(field, declared) ?? declared;
  const shape = shapeOf(field);
  if (shape && isObject(declared)) return merged(shape, declared, isObject(live) ? live : {});
  const element = elementOf(field);
  if (!element || !Array.isArray(declared)) return declared;
  const members: readonly unknown[] = Array.isArray(live) ? live : [];
  const { key } = factsOf(field);
  if (key !== undefined) {
    return sentEntries(field, element, declared, members, (own, other) => sent(element, own, other));
  }
  return declared.map((member, index) => sent(element, member, members[index]));
}

/** The names of the declared fields whose live value is another one. */
export function differing(fields: Fields, declared: Properties, live: Properties): string[] {
  const seen = observed(fields, declared, live);
  return Object.entries(fields)
    .filter(([name, field]) => Object.hasOwn(declared, name) && !equal(field, declared[name], seen[name]))
    .map(([name]) => name);
}

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
