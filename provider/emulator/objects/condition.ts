import type { FieldRule, FieldRules } from "../rules";

/** Which operators go with which field isn't enforced: the lists leave two operators to no field at all. */
export const liveChatConditionFields: FieldRules = {
  field: {
    type: "string",
    required: true,
    values: [
      "CurrentPageURL",
      "ReferringPageURL",
      "ChatRequestingPageURL",
      "LandingPageURL",
      "SearchEngine",
      "SearchKeywords",
      "Numberofvisits",
      "Numberofchats",
      "Country/Region",
      "State/Province",
      "City",
      "TimeZone",
      "Language",
      "Segmentation",
    ],
    alsoSpelled: { CurrentPageUrl: "CurrentPageURL" },
  },
  // Every example sends include, which no list has (docs/api-notes.md#o02).
  operator: {
    type: "string",
    required: true,
    values: [
      "is",
      "isNot",
      "contains",
      "doesNotContain",
      "isMoreThan",
      "isNotMoreThan",
      "isLessThan",
      "isNotLessThan",
      "regularExpression",
    ],
    alsoSpelled: { include: "contains" },
  },
  value: { type: "string", required: true },
  order: { type: "integer", position: true },
};

/** How many of the conditions have to hold. */
export const conditionMetType: FieldRule = {
  type: "string",
  values: ["all", "any", "logicalExpression"],
  default: "all",
};

export const conditions: FieldRule = {
  type: "object[]",
  default: [],
  fields: liveChatConditionFields,
  typeName: "LiveChatCondition",
};
