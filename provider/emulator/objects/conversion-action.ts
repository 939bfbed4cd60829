import type { ObjectRules } from "../rules";
import { off, text } from "./common";
import { included } from "./included";
import { agent } from "./systems/agent";

export const conversionAction: ObjectRules = {
  name: "ConversionAction",
  description: "Something that visitors do and that counts as a success, such as a purchase.",
  source: "published line 7637",
  kind: "collection",
  path: "/livechat/conversionActions",
  without: ["delete"],
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  fields: {
    name: { type: "string", required: true },
    isEnable: off,
    type: { type: "string", required: true, values: ["url", "customVariable", "api"] },
    customVariableUsedToDetermineConversion: text,
    // Then for Than is the only spelling in the documents (docs/api-notes.md#o46).
    operator: {
      type: "string",
      values: ["is", "beginsWith", "contains", "regularExpression", "isLessThen", "isMoreThen"],
      alsoSpelled: { isLessThan: "isLessThen", isMoreThan: "isMoreThen" },
      default: "is",
    },
    value: text,
    isCaseSensitive: off,
    isValueAssignedToConversion: off,
    valueSource: { type: "string", values: ["inputAValue", "getFromCustomVariable"], default: "inputAValue" },
    assignedValueFromInputting: { type: "integer", minimum: 1, maximum: 999999999, default: 1 },
    assignedValueFromCustomVariable: text,
    chatAssociatedWithConversion: {
      type: "string",
      values: ["theFirstChat", "theLastChat"],
      default: "theFirstChat",
    },
    isChatInLastCertainDaysConsidered: off,
    chatInLastDays: { type: "integer", minimum: 1, maximum: 30, default: 1 },
    isChatWithAtLeastCertainVisitorMessagesConsidered: off,
    visitorMessagesAtLeast: { type: "integer", minimum: 1, maximum: 999, default: 1 },
    isVariableIncludedInTranscript: off,
    appendFieldList: { type: "string[]", asText: true, default: [] }, // docs/api-notes.md#o43
    createdTime: { type: "datetime", readOnly: true, noted: "created" },
    createdByAgentId: { type: "integer", readOnly: true, noted: "created" },
    createdAgent: included(agent, "createdByAgentId"),
    lastUpdatedTime: { type: "datetime", readOnly: true, noted: "changed" },
    lastUpdatedByAgentId: { type: "integer", readOnly: true, noted: "changed" },
    lastUpdatedAgent: included(agent, "lastUpdatedByAgentId"),
  },
};
