import type { Definition } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { keyNames } from "../core/natural-key";
import type { Properties } from "../core/properties";
import type { Problem } from "../core/validate";
import { liveMember } from "./absence";
import type { Context } from "./context";
import { type Existing, existing } from "./existing";
import type { Managed } from "./managed";
import { othersOfNewKey, takenKey } from "./same-key";

/**
 * Looks ahead to the creation of a resource: tells which object will be taken over and which of its fields overwritten, and
 * finds what will be refused. Calls nothing but lists and reads, which a creation in the same run shares.
 */
export async function outlookOfCreation(
  context: Context,
  definition: Definition,
  inputs: Properties,
): Promise<Problem[]> {
  const found = (await existing(context, definition, inputs)) ?? [];
  const free = found.filter(({ managed }) => isFree(context, definition, inputs, managed.id));
  const chosen = free.find(({ differs }) => differs.length === 0) ?? free[0];
  if (!chosen) return [];
  const { differs, managed } = chosen;
  const isTaken = differs.length === 0 || managed.earlier !== undefined;
  if (!isTaken && (free.length > 1 || inputs.adopt !== true)) return [refused(definition, inputs, free)];
  const overwritten = differs.length === 0 ? "as it is" : `and overwrites ${differs.join(", ")}`;
  context.log(`an update takes over ${definition.name} ${managed.id} ${overwritten}.`);
  return [];
}

function refused(definition: Definition, inputs: Properties, found: readonly Existing[]): Problem {
  const each = found.map(
    ({ managed, differs }) => `id ${managed.id}, which differs in ${differs.join(", ")}`,
  );
  const way = found.length > 1 ? "Delete those that aren't needed." : "adopt: true would take it over.";
  const message = `the site has this ${keyNames(definition, inputs)} already (${each.join("; ")}). ${way}`;
  return { path: "", message };
}

/** Looks ahead to the update of an object: that it is there, and that a new natural key is free. */
export async function outlookOfUpdate(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<void> {
  if (!definition.hasId) return;
  if ((await liveMember(context, definition, old.inputs, old.id)) === undefined) {
    context.log(
      `${definition.name} ${old.id} isn't on the site any more: pulumi up --refresh creates it again.`,
    );
    return;
  }
  const others = await othersOfNewKey(context, definition, old, inputs);
  const other = others.find(({ id }) => isFree(context, definition, inputs, String(id)));
  if (other) throw new Comm100Error(`${takenKey(definition, old, inputs, other).message} ${exchange}`);
}

/**
 * A preview sees the resources one after the other, so that it can't wait for the one that has an object, as an update does. It
 * knows it of those that were declared before.
 */
const isFree = ({ ownership }: Context, definition: Definition, inputs: Properties, id: string) =>
  !ownership.isHeld(definition, inputs, id);

const exchange =
  "If a resource of the program has it and gets another name in the same update, run that update with COMM100_PREVIEW_CHECKS=false.";
