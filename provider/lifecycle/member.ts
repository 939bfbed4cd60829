import type { Definition, Properties } from "../core/definition";
import { valueAt } from "../core/paths";
import type { Context } from "./context";
import { type Managed, readOnlyFields } from "./managed";
import { earlierAfterUpdate, writeManaged } from "./restore";
import { readMergeWrite } from "./write";

/**
 * Writes what is declared, or only what differs from the old inputs.
 *
 * A member that is given back keeps its earlier values in the state even where the write is in doubt. Of any other one the
 * state from before is enough: the next update writes it again.
 */
export async function updateMember(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
  onlyChanges = false,
): Promise<Managed> {
  const { id, earlier } = old;
  const write = { id, old: old.inputs, onlyChanges };
  const updated = earlier
    ? writeManaged(context, definition, inputs, {
        ...write,
        seen: (before) => ({ id, earlier: earlierAfterUpdate(definition, old, inputs, before) }),
      })
    : readMergeWrite(context, definition, inputs, write).then(({ after }) => ({
        managed: { id, inputs, readOnly: readOnlyFields(definition, after) },
        after,
      }));
  const { managed, after } = await updated;
  context.collections.put(definition, inputs, { ...after, id });
  return managed;
}

/** The service made the member, and keeps it. */
export const isPermanent = ({ permanent }: Definition, member: Properties) =>
  permanent !== undefined && valueAt(member, permanent) === true;

export function asManaged(definition: Definition, inputs: Properties, live: Properties): Managed {
  return { id: String(live.id), inputs, readOnly: readOnlyFields(definition, live) };
}
