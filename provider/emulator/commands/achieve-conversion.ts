import { conversionAction } from "../objects/conversion-action";
import { liveChatVisitor } from "../objects/systems/live-chat-visitor";
import type { FieldRules } from "../rules";
import { objectFrom } from "../rules/body";
import { isSameWord } from "../rules/letter-case";
import { memberPlace } from "../site/places";
import { ApiFailure, json, jsonBody } from "../wire/answers";
import type { Command } from "./command";

const typeName = "ConversionAchieved";

const fields: FieldRules = {
  // The curl calls it conversion_name (docs/api-notes.md#o44).
  conversionName: { type: "string", required: true, alsoNamed: ["conversion_name"] },
  visitorId: { type: "guid", required: true },
  value: { type: "number", required: true },
};

export const achieveConversion: Command = {
  operationId: "conversionActions.achieved",
  summary: "Note that a visitor achieved a conversion",
  description: "Counts a conversion for a visitor who is on the web site now.",
  source: "published line 7905",
  method: "POST",
  path: "/livechat/conversionActions/achieved",
  // The draft's (docs/api-notes.md#o87).
  otherSpellings: [{ method: "POST", path: "/livechat/conversionActions:achieved" }],
  permissions: { write: ["Manage Settings"] },
  body: { typeName, fields },
  answers: { typeName, fields },
  async answer(context, store) {
    const body = await jsonBody(context);
    const achieved = objectFrom(fields, body);
    const actions = store.members(conversionAction.path);
    if (!actions.some(({ name }) => isSameWord(name, achieved.conversionName))) {
      throw new ApiFailure(400, "Parameter 'conversionName' names no conversion action.");
    }
    if (!store.get(memberPlace(liveChatVisitor.path, achieved.visitorId))) {
      throw new ApiFailure(400, "Parameter 'visitorId' names no visitor who is online.");
    }
    return json(context, achieved);
  },
};
