import { ApiFailure, json, jsonBody } from "../answers";
import { objectFrom } from "../body";
import { accepted } from "../endpoint";
import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import { existing, placeOf } from "../places";
import type { FieldRules, StoredObject } from "../rules";
import type { Command } from "./command";

const fields: FieldRules = {
  name: { type: "string", mandatory: true },
  value: { type: "string", default: "" },
};

const common = {
  source: "published line 1553, draft line 96",
  body: fields,
  isListSent: true,
  answers: { typeName: liveChatVisitor.name, fields: liveChatVisitor.fields },
  async answer(context, store) {
    const body = await jsonBody(context);
    const place = placeOf("/livechat/visitors/:id", context);
    const visitor = existing(store, place);
    // The published document's bare list, or a visitor that holds it (docs/api-notes.md#o51).
    const list: unknown = Array.isArray(body) ? body : (body as StoredObject | null)?.customVariableResults;
    if (!Array.isArray(list)) throw new ApiFailure(400, "The body must be an array of custom variables.");
    const given = accepted(() => list.map((one) => objectFrom(fields, one, { nextPosition: () => 1 })));
    const results = (visitor.customVariableResults ?? []) as StoredObject[];
    const variables = [...results, ...store.members("/livechat/customvariables")].map(({ name }) => name);
    const unknown = given.find(({ name }) => !variables.includes(name));
    if (unknown) {
      throw new ApiFailure(
        400,
        `Parameter 'name' must be that of a custom variable. There is no '${unknown.name}'.`,
      );
    }
    const byName = new Map(results.map((result) => [result.name, result]));
    for (const one of given) byName.set(one.name, { url: "", ...byName.get(one.name), ...one });
    const object = { ...visitor, customVariableResults: [...byName.values()] };
    await store.change({ put: place, object });
    return json(context, object);
  },
} as const satisfies Partial<Command>;

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
