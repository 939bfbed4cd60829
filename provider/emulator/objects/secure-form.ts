import type { ObjectRules } from "../rules";
import { text } from "./common";
import { secureFormFieldFields } from "./secure-form-field";

export const secureForm: ObjectRules = {
  name: "SecureForm",
  description: "A form in which an agent asks for confidential data during a chat.",
  source: "published line 8087",
  kind: "collection",
  path: "/livechat/secureForms",
  otherCases: ["/livechat/secureforms"], // As in the curls (docs/api-notes.md#o38).
  permissions: { read: ["Manage Security"], write: ["Manage Security"] },
  fields: {
    name: { type: "string", required: true },
    description: text,
    fields: {
      type: "object[]",
      fields: secureFormFieldFields,
      typeName: "SecureFormField",
      members: { below: "secureFormFields", key: "name", permanent: "isSystem" },
    },
  },
};
