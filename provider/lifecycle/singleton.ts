import type { Definition, Properties } from "../core/definition";
import { declaredFields, readOnlyFields, type Strategy } from "./managed";
import { earlierAfterUpdate, earlierFields, giveBack } from "./restore";
import { isNotFound, readMergeWrite } from "./write";

/** Objects that are always there: taken under management, and given back as they were. */
export const singleton: Strategy = {
  async create(context, definition, inputs) {
    const { before, after } = await readMergeWrite(context, definition, inputs);
    const names = Object.keys(declaredFields(definition, inputs));
    return {
      id: idOf(definition, inputs),
      inputs,
      readOnly: readOnlyFields(definition, after),
      earlier: earlierFields(definition, names, before),
    };
  },

  async find(context, definition, { inputs }) {
    return context.api.get(definition, inputs).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  },

  async update(context, definition, old, inputs) {
    const { before, after } = await readMergeWrite(context, definition, inputs, { old: old.inputs });
    return {
      id: old.id,
      inputs,
      readOnly: readOnlyFields(definition, after),
      earlier: earlierAfterUpdate(definition, old, inputs, before),
    };
  },

  async delete(context, definition, managed) {
    await giveBack(context, definition, managed);
  },
};

/** A singleton has no id of its own: it is its campaign's, or the site's. */
function idOf(definition: Definition, inputs: Properties): string {
  const parents = definition.parameters.map((name) => String(inputs[name]));
  return parents.length > 0 ? parents.join("/") : definition.endpointName;
}
