import type { FieldRules } from "../../rules";

export const fieldValueFields: FieldRules = {
  fieldName: { type: "string", default: "" },
  value: { type: "string", default: "" },
  url: { type: "string", default: "" },
};

export const customFieldFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  name: { type: "string", readOnly: true },
  value: { type: "string", readOnly: true },
};
