import type { Definition, Properties } from "../core/definition";
import { diff } from "./diff";
import { strategies } from "./kinds";
import { type Context, liveInputs, type Managed, readOnlyFields } from "./managed";
import { stillDeclared } from "./restore";

/** Brings an object under management: creates it, or takes over what is there. */
export function create(context: Context, definition: Definition, inputs: Properties): Promise<Managed> {
  return strategies[definition.kind].create(context, definition, inputs);
}

/** The live values of what is managed, and of nothing else; undefined when the object is gone. */
export async function read(
  context: Context,
  definition: Definition,
  old: Managed,
): Promise<Managed | undefined> {
  const live = await strategies[definition.kind].find(context, definition, old);
  if (!live) return undefined;
  return {
    ...old,
    inputs: liveInputs(definition, old.inputs, live),
    readOnly: readOnlyFields(definition, live),
  };
}

/** Makes the declared fields what the program says. Calls nothing when fields were only released. */
export async function update(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<Managed> {
  const { changed, released } = diff(definition, old.inputs, inputs);
  const writes = changed.some((name) => Object.hasOwn(definition.fields, name));
  // An update without any change is the engine's way to repair a resource that was only partly created.
  const repairs = changed.length === 0 && released.length === 0;
  if (!writes && !repairs) {
    return { ...old, inputs, ...(old.earlier && { earlier: stillDeclared(old.earlier, inputs) }) };
  }
  return strategies[definition.kind].update(context, definition, old, inputs);
}

/** Deletes the object, or gives it back as it was if it can't be deleted. */
export function remove(context: Context, definition: Definition, managed: Managed): Promise<void> {
  return strategies[definition.kind].delete(context, definition, managed);
}
