import type { Definition, Properties } from "../core/definition";
import { declaredFields, type Reading, readOnlyFields, type Strategy } from "./managed";
import { unlessOwnerIsGone } from "./owner";
import { earlierAfterUpdate, earlierFields, giveBack, inDoubt } from "./restore";
import { readMergeWrite } from "./write";

/** Objects that are always there: taken under management, and given back as they were. */
export const singleton: Strategy = {
  async match(reading, definition, inputs) {
    const live = await liveObject(reading, definition, inputs);
    return live ? [{ id: idOf(definition, inputs), live, isGivenBack: true }] : [];
  },

  async create(context, definition, inputs) {
    const names = Object.keys(declaredFields(definition, inputs));
    const known = (before: Properties) => ({
      id: idOf(definition, inputs),
      earlier: earlierFields(definition, names, before),
    });
    const { before, after } = await readMergeWrite(context, definition, inputs, {
      inDoubt: (live) => ({ ...inDoubt(definition, inputs, live), ...known(live) }),
    });
    return { inputs, readOnly: readOnlyFields(definition, after), ...known(before) };
  },

  find: (reading, definition, { inputs }) => liveObject(reading, definition, inputs),

  async update(context, definition, old, inputs) {
    const known = (before: Properties) => ({
      id: old.id,
      earlier: earlierAfterUpdate(definition, old, inputs, before),
    });
    const { before, after } = await readMergeWrite(context, definition, inputs, {
      old: old.inputs,
      inDoubt: (live) => ({ ...inDoubt(definition, inputs, live), ...known(live) }),
    });
    return { inputs, readOnly: readOnlyFields(definition, after), ...known(before) };
  },

  async delete(context, definition, managed) {
    await giveBack(context, definition, managed);
  },
};

const liveObject = (reading: Reading, definition: Definition, inputs: Properties) =>
  unlessOwnerIsGone(reading, definition, inputs, () => reading.api.get(definition, inputs));

/** A singleton has no id of its own: it is its campaign's, or the site's. */
function idOf(definition: Definition, inputs: Properties): string {
  const parents = definition.parameters.map((name) => String(inputs[name]));
  return parents.length > 0 ? parents.join("/") : definition.endpointName;
}
