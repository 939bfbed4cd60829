import { ApiFailure, json, jsonBody } from "../answers";
import { objectFrom } from "../body";
import { accepted } from "../endpoint";
import { lowerCase } from "../places";
import type { FieldRules } from "../rules";
import type { Command } from "./command";

const fields: FieldRules = {
  // The curl calls it conversion_name (docs/api-notes.md#o44).
  conversionName: { type: "string", mandatory: true, alsoNamed: ["conversion_name"] },
  visitorId: { type: "guid", mandatory: true },
  value: { type: "number", mandatory: true },
};

export const achieveConversion: Command = {
  name: "achieveConversion",
  source: "published line 7905",
  method: "POST",
  // The second is the draft's (docs/api-notes.md#o87).
  paths: ["/livechat/conversionActions/achieved", "/livechat/conversionActions:achieved"],
  permissions: { write: ["Manage Settings"] },
  body: fields,
  answers: { typeName: "ConversionAchieved", fields },
  async answer(context, store) {
    const body = await jsonBody(context);
    const achieved = accepted(() => objectFrom(fields, body, { nextPosition: () => 1 }));
    const actions = store.members("/livechat/conversionactions");
    if (!actions.some(({ name }) => lowerCase(name) === lowerCase(achieved.conversionName))) {
      throw new ApiFailure(400, "Parameter 'conversionName' names no conversion action.");
    }
    if (!store.get(`/livechat/visitors/${encodeURIComponent(lowerCase(achieved.visitorId))}`)) {
      throw new ApiFailure(400, "Parameter 'visitorId' names no visitor who is online.");
    }
    return json(context, achieved);
  },
};
