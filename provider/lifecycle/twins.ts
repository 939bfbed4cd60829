import type { Definition, Properties } from "../core/definition";
import { keyNames } from "../core/natural-key";
import { keyOf, type Members } from "./collections";
import type { Context } from "./managed";
import { keyOfMember } from "./same-key";

/** The ids by natural key. Made once for a list, as a refresh asks for each of its members. */
const known = new WeakMap<Members, Map<string, string[]>>();

/**
 * Tells of another object with the same natural key. The service can't be asked to create something only if it
 * isn't there, so two runs at once may each have created one; a list that is there anyway shows it.
 */
export function warnOfTwins(
  context: Context,
  definition: Definition,
  inputs: Properties,
  { id, live, members }: { id: string; live: Properties; members: Members },
): void {
  const key = (member: Properties) => keyOfMember(definition, inputs, member);
  const ids = known.get(members) ?? idsByKey(members, key);
  known.set(members, ids);
  const twins = (ids.get(key(live) ?? "") ?? []).filter((other) => keyOf(other) !== keyOf(id));
  if (twins.length === 0) return;
  context.log(
    `${definition.name} ${id} has a twin: the site has another one of the same ${keyNames(definition)} (id ${twins.join(", ")}). Another run at the same time, or a person, has made it. Delete the one that isn't needed.`,
  );
}

function idsByKey(
  members: Members,
  keyOfMember: (member: Properties) => string | undefined,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const member of members.values()) {
    const key = keyOfMember(member);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), String(member.id)]);
  }
  return found;
}
