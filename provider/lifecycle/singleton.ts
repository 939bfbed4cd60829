import { isDeepStrictEqual } from "node:util";
import { pathOf } from "../api/objects";
import type { Definition, Properties } from "../core/definition";
import { merged } from "../core/merge";
import { declaredFields, earlierFields, isSecret, readOnlyFields, type Strategy } from "./managed";
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
    const { before, after } = await readMergeWrite(context, definition, inputs);
    const added = Object.keys(declaredFields(definition, inputs)).filter(
      (name) => !Object.hasOwn(old.inputs, name),
    );
    return {
      id: old.id,
      inputs,
      readOnly: readOnlyFields(definition, after),
      earlier: { ...stillDeclared(old.earlier, inputs), ...earlierFields(definition, added, before) },
    };
  },

  async delete(context, definition, managed) {
    const { inputs, earlier } = managed;
    if (inputs.onDelete === "retain" || earlier === undefined) return;
    await context.locks.run(pathOf(definition, inputs), async () => {
      const live = await singleton.find(context, definition, managed);
      if (!live) return;
      const current = merged(definition.fields, {}, live);
      const body = restored(definition, current, inputs, earlier);
      if (!isDeepStrictEqual(body, current)) await context.api.update(definition, inputs, body);
    });
  },
};

/** Earlier values of fields that the program released aren't put back any more. */
export const stillDeclared = (earlier: Properties | undefined, inputs: Properties): Properties =>
  Object.fromEntries(Object.entries(earlier ?? {}).filter(([name]) => Object.hasOwn(inputs, name)));

/**
 * A declared field that had no value is left out, so that the service's default comes back. A secret stays
 * as it is: what it was before isn't known.
 */
function restored(
  definition: Definition,
  current: Properties,
  inputs: Properties,
  earlier: Properties,
): Properties {
  const names = Object.keys(declaredFields(definition, inputs));
  const declared = new Set(names.filter((name) => !isSecret(definition, name)));
  const untouched = Object.entries(current).filter(([name]) => !declared.has(name));
  return { ...Object.fromEntries(untouched), ...earlier };
}

/** A singleton has no id of its own: it is its campaign's, or the site's. */
function idOf(definition: Definition, inputs: Properties): string {
  const parents = definition.parameters.map((name) => String(inputs[name]));
  return parents.length > 0 ? parents.join("/") : definition.endpointName;
}
