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

export const changeCustomVariables: Command = {
  operationId: "visitors.changeCustomVariables",
  summary: "Change custom variables of a visitor",
  description: "Writes values of custom variables that the visitor or the site has; the others stay.",
  source: "published line 1553, draft line 96",
  method: "PUT",
  path: `${liveChatVisitor.path}/:id`,
  // The draft's (docs/api-notes.md#o87).
  otherSpellings: [{ method: "POST", path: `${liveChatVisitor.path}/:id/customVariables:change` }],
  body: { typeName: "CustomVariableResult", fields },
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
};

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
