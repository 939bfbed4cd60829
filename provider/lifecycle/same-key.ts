import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";

/** The members of a collection that have the natural key of `inputs`, which say what they belong to. */
export function withSameKey(
  definition: Definition,
  inputs: Properties,
  members: Iterable<Properties>,
): Properties[] {
  const key = naturalKey(definition, inputs);
  return [...members].filter((member) => keyOfMember(definition, inputs, member) === key);
}

/** The natural key of a member of the collection that `inputs` belong to; undefined when a part of it is missing. */
export function keyOfMember(
  definition: Definition,
  inputs: Properties,
  member: Properties,
): string | undefined {
  const keys = keysOf.get(definition) ?? new WeakMap<Properties, { key: string | undefined }>();
  keysOf.set(definition, keys);
  const known = keys.get(member);
  if (known) return known.key;
  const parents = Object.fromEntries(definition.parameters.map((name) => [name, inputs[name]]));
  const key = naturalKey(definition, { ...member, ...parents });
  keys.set(member, { key });
  return key;
}

/**
 * The keys of members that have been looked at: each that is created is compared with all that there are. A
 * member is in one collection, and is replaced by another when it changes.
 */
const keysOf = new WeakMap<Definition, WeakMap<Properties, { key: string | undefined }>>();
