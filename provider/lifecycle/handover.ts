import type { Definition, Properties } from "../core/definition";
import type { Context } from "./context";
import type { Managed } from "./managed";
import type { Keeper } from "./ownership";
import { UnfinishedError } from "./unfinished";

/**
 * Whether an object that a resource gives up stays as it is, because another resource of the program has it or is about to.
 *
 * In a replacement that deletes first, only what the API can't delete is still there when the new resource comes. It is
 * handed over, with what it was before it was managed.
 */
export function staysWithAnother(context: Context, definition: Definition, managed: Managed): boolean {
  const { ownership } = context;
  const keeper = ownership.keeper(definition, managed);
  if (keeper) {
    context.log(appliedAgain(definition, managed, keeper));
    return true;
  }
  const isDeletable = definition.canDelete && managed.earlier === undefined;
  if (isDeletable || ownership.heir(definition, managed) === undefined) return false;
  ownership.noteInState(definition, managed, "handed over");
  return true;
}

/** Of a destroy of a whole site it is enough to see the first ones: the engine names them all. */
const mostTold = 5;

/**
 * Says what is about to go in a run that has seen no resource of its kind in the program, such as a destroy, or an update of
 * some targets. Another resource of the stack may have the same object, after a rename that was interrupted, and nothing would
 * show it.
 */
export function tellWhatGoes({ ownership, log }: Context, definition: Definition, managed: Managed): void {
  if (ownership.hasSeen(definition)) return;
  const told = ownership.countAnnouncement();
  if (told > mostTold) return;
  const fate = managed.earlier === undefined ? "is deleted from the site" : "is put back as it was";
  const more = told === mostTold ? " Pulumi names the others; this isn't repeated for them." : "";
  log(
    `${definition.name} ${managed.id} ${fate}, also if another resource of this stack has it: only pulumi up of the whole program can tell.${more}`,
  );
}

/**
 * What the stack itself has of an object that a new resource finds, and that is applied again therefore: what another
 * resource has handed over, or what a refresh has read.
 */
export const ofThisStack = (
  { ownership }: Context,
  definition: Definition,
  inputs: Properties,
  id: string,
): Managed | undefined => ownership.inState(definition, inputs, id)?.managed;

/**
 * Runs the task that applies an object again. When that is refused, the object is in the state all the same, if the state
 * has nothing else of it: what it was before it was managed would be lost.
 */
export async function applyingAgain(
  context: Context,
  definition: Definition,
  old: Managed,
  task: () => Promise<Managed>,
): Promise<Managed> {
  try {
    const managed = await task();
    context.log(
      `${definition.name} ${old.id} was applied again, not created: it is the same object as before.`,
    );
    return managed;
  } catch (error) {
    const isHandedOver = context.ownership.inState(definition, old.inputs, old.id)?.by === "handed over";
    if (!isHandedOver || error instanceof UnfinishedError) throw error;
    throw new UnfinishedError(`${definition.name} ${old.id} could not be applied again`, old, error);
  }
}

function appliedAgain(definition: Definition, managed: Managed, keeper: Keeper): string {
  const by = keeper.resource ?? "another resource";
  const told = `${definition.name} ${managed.id} was applied again, not created: ${by} has the object that a resource gives up here. So it was neither deleted nor put back as it was.`;
  const lost = keeper.knowsEarlier || managed.inputs.onDelete === "retain" ? {} : (managed.earlier ?? {});
  const fields = Object.keys(lost);
  if (fields.length === 0) return told;
  return `${told} What ${fields.join(", ")} had been before the first of the two is not remembered any more: a destroy will put back what the second one found. The resource option aliases renames a resource without that.`;
}
