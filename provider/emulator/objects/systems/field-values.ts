import type { FieldRule, FieldRules } from "../../rules";
import { text } from "../common";

const fieldValueFields: FieldRules = {
  fieldName: text,
  value: text,
  url: text,
};

export const fieldValues: FieldRule = {
  type: "object[]",
  default: [],
  fields: fieldValueFields,
  typeName: "FieldValue",
};

export const customFieldFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  name: { type: "string", readOnly: true },
  value: { type: "string", readOnly: true },
};
