import type { FieldRules } from "../../rules";
import { text } from "../common";

export const fieldValueFields: FieldRules = {
  fieldName: text,
  value: text,
  url: text,
};

export const customFieldFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  name: { type: "string", readOnly: true },
  value: { type: "string", readOnly: true },
};
