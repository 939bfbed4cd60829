import { accepted } from "../endpoints/endpoint";
import { existing, placeOf } from "../endpoints/places";
import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import type { FieldRules, StoredObject } from "../rules";
import { objectFrom } from "../rules/body";
import { ApiFailure, json, jsonBody } from "../wire/answers";
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
    // O51: the bare list of the document, or a visitor that holds it.
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

/** O87: the draft's form. */
export const changeCustomVariables: Command = {
  ...common,
  name: "changeCustomVariables",
  method: "POST",
  paths: ["/livechat/visitors/:id/customVariables:change"],
};
