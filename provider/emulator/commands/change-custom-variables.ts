import { existing, placeOf } from "../endpoints/places";
import { customVariable } from "../objects/custom-variable";
import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import type { FieldRules, StoredObject } from "../rules";
import { objectFrom } from "../rules/body";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import type { Command } from "./command";

const fields: FieldRules = {
  name: { type: "string", required: true },
  value: { type: "string", default: "" },
};

const common = {
  source: "published line 1553, draft line 96",
  body: fields,
  isListSent: true,
  answers: { typeName: liveChatVisitor.name, fields: liveChatVisitor.fields },
  async answer(context, store) {
    const body = await jsonBody(context);
    const place = placeOf(`${liveChatVisitor.path}/:id`, context);
    const visitor = existing(store, place);
    // The published document's bare list, or a visitor that holds it (docs/api-notes.md#o51).
    const list: unknown = Array.isArray(body) ? body : (body as StoredObject | null)?.customVariableResults;
    if (!Array.isArray(list)) throw new ApiFailure(400, "The body must be an array of custom variables.");
    const values = list.map((value) => objectFrom(fields, value));
    const results = (visitor.customVariableResults ?? []) as StoredObject[];
    requireNames(values, [...results, ...store.members(customVariable.path)]);
    const object = { ...visitor, customVariableResults: withValues(results, values) };
    await store.change({ put: place, object });
    return json(context, object);
  },
} as const satisfies Partial<Command>;

function requireNames(values: readonly StoredObject[], variables: readonly StoredObject[]): void {
  const unknown = values.find(({ name }) => !variables.some((variable) => variable.name === name));
  if (unknown === undefined) return;
  throw new ApiFailure(
    400,
    `Parameter 'name' must be that of a custom variable. There is no '${unknown.name}'.`,
  );
}

function withValues(results: readonly StoredObject[], values: readonly StoredObject[]): StoredObject[] {
  const byName = new Map(results.map((result) => [result.name, result]));
  for (const value of values) byName.set(value.name, { url: "", ...byName.get(value.name), ...value });
  return [...byName.values()];
}

export const updateVisitor: Command = {
  ...common,
  name: "updateLiveChatVisitorCustomVariables",
  method: "PUT",
  paths: ["/livechat/visitors/:id"],
};

/** The draft's path and method for the same (docs/api-notes.md#o87). */
export const changeCustomVariables: Command = {
  ...common,
  name: "changeCustomVariables",
  method: "POST",
  paths: ["/livechat/visitors/:id/customVariables:change"],
};
