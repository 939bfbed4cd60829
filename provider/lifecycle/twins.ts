import type { Definition, Properties } from "../core/definition";
import { keyNames } from "../core/natural-key";
import type { Context } from "./managed";
import { keyOf, type Members } from "./members";

/**
 * Tells of another object with the same natural key. The service can't be asked to create something only if it
 * isn't there, so two runs at once may each have created one; a list that is there anyway shows it.
 */
export function warnOfTwins(
  context: Context,
  definition: Definition,
  { id, live, members }: { id: string; live: Properties; members: Members },
): void {
  const twins = members
    .withKeyOf(live)
    .map((one) => String(one.id))
    .filter((other) => keyOf(other) !== keyOf(id));
  if (twins.length === 0) return;
  context.log(
    `${definition.name} ${id} has a twin: the site has another one of the same ${keyNames(definition)} (id ${twins.join(", ")}). Another run at the same time, or a person, has made it. Delete the one that isn't needed.`,
  );
}
