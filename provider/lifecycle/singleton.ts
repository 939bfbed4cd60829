import type { Definition, Properties } from "../core/definition";
import { unlessGone } from "./absence";
import type { Reading } from "./context";
import { applyingAgain, ofThisStack } from "./handover";
import { declaredFields } from "./managed";
import { earlierAfterUpdate, earlierFields, giveBack, writeManaged } from "./restore";
import type { Strategy } from "./strategy";

/** Objects that are always there: taken under management, and given back as they were. */
export const singleton: Strategy = {
  async match(reading, definition, inputs) {
    const live = await liveObject(reading, definition, inputs);
    return live ? [{ id: idOf(definition, inputs), live, isGivenBack: true }] : [];
  },

  async create(context, definition, inputs) {
    const id = idOf(definition, inputs);
    const old = ofThisStack(context, definition, inputs, id);
    const names = Object.keys(declaredFields(definition, inputs));
    const write = async () => {
      const { managed } = await writeManaged(context, definition, inputs, {
        seen: (before) => ({
          id,
          earlier: old
            ? earlierAfterUpdate(definition, old, inputs, before)
            : earlierFields(definition, names, before),
        }),
      });
      return managed;
    };
    const managed = await (old ? applyingAgain(context, definition, old, write) : write());
    context.ownership.noteTakenOver(definition, inputs, id);
    return managed;
  },

  find: (reading, definition, { inputs }) => liveObject(reading, definition, inputs),

  async update(context, definition, old, inputs, onlyChanges) {
    const { managed } = await writeManaged(context, definition, inputs, {
      old: old.inputs,
      onlyChanges,
      seen: (before) => ({ id: old.id, earlier: earlierAfterUpdate(definition, old, inputs, before) }),
    });
    return managed;
  },

  async delete(context, definition, managed) {
    await giveBack(context, definition, managed);
  },
};

const liveObject = (reading: Reading, definition: Definition, inputs: Properties) =>
  unlessGone(reading, definition, inputs, undefined, () => reading.api.get(definition, inputs));

/** A singleton has no id of its own: it is its campaign's, or the site's. */
export function idOf(definition: Definition, inputs: Properties): string {
  const parents = definition.parameters.map((name) => String(inputs[name]));
  return parents.length > 0 ? parents.join("/") : definition.endpointName;
}
