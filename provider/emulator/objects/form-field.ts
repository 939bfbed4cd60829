import type { FieldRules } from "../rules";

export const liveChatFieldOptionFields: FieldRules = {
  value: { type: "string", default: "" },
  order: { type: "integer", position: true },
};

export const liveChatFieldOptionGroupFields: FieldRules = {
  name: { type: "string", default: "" },
  order: { type: "integer", position: true },
  options: {
    type: "object[]",
    default: [],
    fields: liveChatFieldOptionFields,
    typeName: "LiveChatFieldOption",
  },
};

export const liveChatFieldFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  isSystem: { type: "boolean", readOnly: true, default: false },
  name: { type: "string", default: "" },
  type: {
    type: "string",
    values: [
      "textBox",
      "textArea",
      "radioBox",
      "checkbox",
      "dropdownList",
      "checkboxList",
      "NPS",
      "file",
      "rating",
      "checkboxListwithOptionGroups",
    ],
    also: { text: "textBox", wrapupcomment: "textArea" },
    default: "textBox",
  }, // O24
  options: {
    type: "object[]",
    default: [],
    fields: liveChatFieldOptionFields,
    typeName: "LiveChatFieldOption",
  },
  leftText: { type: "string", default: "" },
  rightText: { type: "string", default: "" },
  optionGroups: {
    type: "object[]",
    default: [],
    fields: liveChatFieldOptionGroupFields,
    typeName: "LiveChatFieldOptionGroup",
  },
};

/** There are always five: a body's are put over them. */
export const ratingGradeFields: FieldRules = {
  grade: { type: "integer", default: 0 },
  label: { type: "string", default: "" },
  isVisible: { type: "boolean", default: false },
};
