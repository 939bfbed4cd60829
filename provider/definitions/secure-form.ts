import { defineResource } from "../core/definition";
import { entryId, list, object, text } from "../core/fields";
import { secureFormFieldShape } from "./secure-form-field";

const iban = { name: "iban", displayName: "IBAN", type: "text", isVisible: true, isRequired: true };

export const secureForm = defineResource({
  name: "SecureForm",
  description: "A secure form: what an agent asks a visitor for in a chat, such as a card number.",
  kind: "collection",
  path: "/livechat/secureForms",
  permissions: { read: ["Manage Security"], write: ["Manage Security"] },
  naturalKey: ["name"],
  example: {
    name: "Payment",
    description: "Asked for before an order is paid by phone",
    fields: [iban],
  },
  fields: () => ({
    name: text("Name of the form.", { required: true }),
    description: text("What the form is for."),
    fields: list(
      object("SecureFormField", { id: entryId("Id of the field."), ...secureFormFieldShape }, "A field."),
      "All fields of the form: what isn't declared is removed. Or declare them as SecureFormField.",
      { key: "name", permanent: "isSystem", resource: "SecureFormField" },
    ),
  }),
});

export const secureFormField = defineResource({
  name: "SecureFormField",
  description: "A field of a secure form.",
  kind: "collection",
  path: "/livechat/secureForms/{secureFormId}/secureFormFields",
  partOf: "/livechat/secureForms/{secureFormId}",
  parents: { secureFormId: secureForm },
  naturalKey: ["name"],
  permanent: "isSystem",
  example: iban,
  fields: () => secureFormFieldShape,
});
