import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { agentId, flag, id, integer, number, oneOf, set, text, time } from "../core/fields";
import { likely } from "../core/forms/form";
import { numberWhen } from "../core/forms/number";
import type { ObjectType } from "../core/operation";
import { customVariable } from "./custom-variable";
import { includedAgent } from "./systems/agent";

const compared = { when: when("type", "customVariable", "url") } as const;

const achieved: ObjectType = {
  name: "ConversionAchieved",
  description: "That a visitor has achieved a conversion.",
  hasId: false,
  fields: {
    // The curl calls it conversion_name, body and answer conversionName (docs/api-notes.md#o44).
    conversionName: text("Name of the conversion action.", {
      required: true,
      alsoNamed: ["conversion_name"],
    }),
    visitorId: id("The visitor, who has to be online.", { required: true }),
    value: number("What the conversion is worth.", { required: true }),
  },
};

export const conversionAction = defineResource({
  name: "ConversionAction",
  description:
    "A conversion action: what counts as a success of a chat. The API can't delete one: disable it with isEnable.",
  kind: "collection",
  path: "/livechat/conversionActions",
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  naturalKey: ["name"],
  after: [customVariable],
  canDelete: false, // Neither document has a DELETE for it (docs/api-notes.md#o45).
  example: { name: "Order", isEnable: true, type: "url", operator: "contains", value: "/thank-you" },
  fields: () => ({
    name: text("Name of the conversion action.", { required: true }),
    isEnable: flag("Whether conversions are counted."),
    type: oneOf(["url", "customVariable", "api"], "What tells a conversion.", { required: true }),
    customVariableUsedToDetermineConversion: text("The custom variable, by name.", {
      when: when("type", "customVariable"),
    }),
    // Then for Than is the only spelling in the documents, so it goes out (docs/api-notes.md#o46).
    operator: oneOf(
      ["is", "beginsWith", "contains", "regularExpression", "isLessThen", "isMoreThen"],
      "How it is compared.",
      {
        ...compared,
        alsoSpelled: { isLessThan: "isLessThen", isMoreThan: "isMoreThen" },
      },
    ),
    value: text("What it is compared with.", {
      ...compared,
      form: likely(numberWhen("operator", "isLessThen", "isMoreThen")),
    }),
    isCaseSensitive: flag("Whether the comparison minds the case.", { when: when("type", "url") }),
    isValueAssignedToConversion: flag("Whether a conversion has a value."),
    valueSource: oneOf(["inputAValue", "getFromCustomVariable"], "Where the value comes from.", {
      when: probably("isValueAssignedToConversion", true),
    }),
    assignedValueFromInputting: integer("The value.", {
      when: probably("valueSource", "inputAValue"),
      minimum: 1,
      maximum: 999_999_999,
    }),
    assignedValueFromCustomVariable: text("The custom variable with the value, by name.", {
      when: probably("valueSource", "getFromCustomVariable"),
    }),
    chatAssociatedWithConversion: oneOf(
      ["theFirstChat", "theLastChat"],
      "Which chat the conversion is counted for.",
    ),
    isChatInLastCertainDaysConsidered: flag("Whether only chats of the last days count."),
    chatInLastDays: integer("From how many days back on a chat counts.", {
      when: probably("isChatInLastCertainDaysConsidered", true),
      minimum: 1,
      maximum: 30,
    }),
    isChatWithAtLeastCertainVisitorMessagesConsidered: flag("Whether only chats with enough messages count."),
    visitorMessagesAtLeast: integer("How many messages of the visitor.", {
      when: probably("isChatWithAtLeastCertainVisitorMessagesConsidered", true),
      minimum: 1,
      maximum: 999,
    }),
    isVariableIncludedInTranscript: flag("Whether custom variables are added to the transcript."),
    // A list by its type, an empty text in every example (docs/api-notes.md#o43).
    appendFieldList: set(text("A custom variable."), "Which custom variables, by name.", {
      when: probably("isVariableIncludedInTranscript", true),
    }),
    createdTime: time("When it was made.", { readOnly: true }),
    // The examples call the two agents createdBy and lastUpdatedBy (docs/api-notes.md#o42).
    createdByAgentId: agentId("Who made it.", { readOnly: true, alsoNamed: ["createdBy"] }),
    createdAgent: includedAgent("Who made it."),
    lastUpdatedTime: time("When it was last changed.", { readOnly: true, changing: true }),
    lastUpdatedByAgentId: agentId("Who changed it last.", {
      readOnly: true,
      changing: true,
      alsoNamed: ["lastUpdatedBy"],
    }),
    lastUpdatedAgent: includedAgent("Who changed it last."),
  }),
  operations: {
    achieved: {
      description: "Tells that a visitor who is online has achieved a conversion. Not repeated by itself.",
      method: "POST",
      // The draft has conversionActions:achieved (docs/api-notes.md#o87).
      path: "/livechat/conversionActions/achieved",
      answer: "object",
      returns: achieved,
      body: achieved,
    },
  },
});
