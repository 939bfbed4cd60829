import type * as z from "zod";
import { equal, inOrder } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, shapeOf } from "./field-facts";
import { entriesByKey, isPermanent, keyOfEntry } from "./lists";
import { isObject } from "./paths";

/**
 * The live values of exactly the fields that `declared` holds, at any depth: what the engine compares with the program.
 * A live value that means the same as the declared one has the declared spelling.
 */
export function observed(fields: Fields, declared: Properties, live: Properties): Properties {
  const observedFields: Properties = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(declared, name)) continue;
    const seen = observedValue(field, declared[name], live[name]);
    if (seen !== undefined) observedFields[name] = seen;
  }
  return observedFields;
}

function observedValue(field: z.ZodType, declared: unknown, live: unknown): unknown {
  // Nothing in place of a secret means that the service doesn't return it: there is nothing to compare.
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
    const declaredMember = byKey.get(keyOfEntry(element, key, member));
    if (declaredMember === undefined && isPermanent(field, member)) return [];
    return [observedValue(element, declaredMember ?? surplus ?? member, member)];
  });
}

/** An object with every key of any declared member: the fields to show of a live member that isn't declared. */
function keysOf(members: readonly unknown[]): Properties | undefined {
  const objects = members.filter(isObject);
  return objects.length > 0 ? Object.assign({}, ...objects) : undefined;
}

/** The names of the declared fields whose live value means something else. */
export function differing(fields: Fields, declared: Properties, live: Properties): string[] {
  const seen = observed(fields, declared, live);
  return Object.entries(fields)
    .filter(([name, field]) => Object.hasOwn(declared, name) && !equal(field, declared[name], seen[name]))
    .map(([name]) => name);
}
