import type { FieldRule } from "../rules";
import { campaignFormField, campaignFormFieldFields } from "./campaign-form-field";

/** The fields of a form. */
export const formFields: FieldRule = {
  type: "object[]",
  alsoNamed: ["field"], // The draft's name.
  fields: campaignFormFieldFields,
  typeName: campaignFormField.name,
  members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
};

export const formFieldLayoutStyle: FieldRule = {
  type: "string",
  values: ["leftOfInput", "aboveInput"],
  default: "leftOfInput",
};
