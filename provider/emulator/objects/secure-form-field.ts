import type { FieldRules, ObjectRules } from "../rules";
import { off } from "./common";

const secureFormFieldOptionFields: FieldRules = {
  value: { type: "string", required: true },
  order: { type: "integer", default: 1 },
};

export const secureFormFieldFields: FieldRules = {
  name: { type: "string", required: true },
  displayName: { type: "string", required: true },
  type: {
    type: "string",
    required: true,
    values: ["text", "textArea", "radioBox", "checkbox", "dropdownList", "checkboxList", "datePicker"],
    alsoSpelled: { cardNumber: "cardNumber" }, // Examples have it, the list doesn't (docs/api-notes.md#o34).
  },
  isSystem: { type: "boolean", readOnly: true, default: false },
  isVisible: off,
  isRequired: off,
  order: { type: "integer", default: 1 },
  options: {
    type: "object[]",
    asOne: true, // In the table (docs/api-notes.md#o35).
    requiredWhen: { field: "type", values: ["radioBox", "dropdownList", "checkboxList"] },
    default: [],
    fields: secureFormFieldOptionFields,
    typeName: "SecureFormFieldOption",
  },
};

export const secureFormField: ObjectRules = {
  name: "SecureFormField",
  description: "A field of a secure form.",
  source: "published line 8495",
  kind: "collection",
  path: "/livechat/secureForms/:secureFormId/secureFormFields",
  permanent: "isSystem",
  permissions: { read: ["Manage Security"], write: ["Manage Security"] },
  fields: secureFormFieldFields,
};
