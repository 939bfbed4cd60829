import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import type { Context } from "./context";
import { diff } from "./diff";
import { staysWithAnother, tellWhatGoes } from "./handover";
import { strategies } from "./kinds";
import { tellLeftBehind } from "./left-behind";
import { liveInputs, type Managed, readOnlyFields } from "./managed";
import { stillDeclared } from "./restore";
import { withoutOwner } from "./without-owner";

/** Brings an object under management: creates it, or takes over what is there. */
export function create(context: Context, definition: Definition, inputs: Properties): Promise<Managed> {
  return strategies[definition.kind].create(context, definition, inputs).catch(async (error: unknown) => {
    throw await withoutOwner(context, definition, inputs, error);
  });
}

/** The live values of what is managed, and of nothing else; undefined when the object is gone. */
export async function read(
  context: Context,
  definition: Definition,
  old: Managed,
): Promise<Managed | undefined> {
  const live = await strategies[definition.kind].find(context, definition, old);
  if (!live) return undefined;
  context.ownership.noteInState(definition, old, "read");
  const { isUnfinished, ...known } = old;
  return {
    ...known,
    inputs: liveInputs(definition, old.inputs, live),
    readOnly: readOnlyFields(definition, live),
  };
}

/**
 * Makes what the program has changed what it says, and leaves everything else as it is on the site: an update writes what its
 * preview has shown. Calls nothing when fields were only released.
 */
export async function update(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<Managed> {
  const { changed, released } = diff(definition, old.inputs, inputs);
  const writes = changed.some((name) => Object.hasOwn(definition.fields, name));
  // An update without any change is the engine's way to repair a resource that was only partly created or written.
  const repairs = old.isUnfinished || (changed.length === 0 && released.length === 0);
  if (!writes && !repairs) {
    return { ...old, inputs, ...(old.earlier && { earlier: stillDeclared(old.earlier, inputs) }) };
  }
  return strategies[definition.kind].update(context, definition, old, inputs, !repairs);
}

/**
 * Takes what is declared over into the state of an object that is there, and writes nothing.
 *
 * @throws Comm100Error when it isn't there
 */
export async function confirm(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<Managed> {
  const live = await strategies[definition.kind].find(context, definition, old);
  if (!live) throw new Comm100Error(`${definition.name} ${old.id} isn't on this site.`);
  return { ...old, inputs, readOnly: readOnlyFields(definition, live) };
}

/**
 * Deletes the object, or gives it back as it was if it can't be deleted. What another resource of the program has stays as
 * it is.
 */
export async function remove(context: Context, definition: Definition, managed: Managed): Promise<void> {
  if (staysWithAnother(context, definition, managed)) return tellLeftBehind(context, definition, managed);
  tellWhatGoes(context, definition, managed);
  return strategies[definition.kind].delete(context, definition, managed);
}
