import type { FieldRules } from "../rules";
import { off, text, zero } from "./common";

export const liveChatFieldOptionFields: FieldRules = {
  value: text,
  order: { type: "integer", position: true },
};

export const liveChatFieldOptionGroupFields: FieldRules = {
  name: text,
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
  name: text,
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
    alsoSpelled: { text: "textBox", wrapupcomment: "textArea" }, // Examples have these (docs/api-notes.md#o24).
    default: "textBox",
  },
  options: {
    type: "object[]",
    default: [],
    fields: liveChatFieldOptionFields,
    typeName: "LiveChatFieldOption",
  },
  leftText: text,
  rightText: text,
  optionGroups: {
    type: "object[]",
    default: [],
    fields: liveChatFieldOptionGroupFields,
    typeName: "LiveChatFieldOptionGroup",
  },
};

/** There are always five: a body's are put over them. */
export const ratingGradeFields: FieldRules = {
  grade: zero,
  label: text,
  isVisible: off,
};
