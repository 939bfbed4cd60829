import type { FieldRules, ObjectRules } from "../rules";
import { off, text } from "./common";

const customLanguageFields: FieldRules = {
  systemName: text,
  customText: text,
  id: { type: "guid", readOnly: true, assigned: true },
};

export const language: ObjectRules = {
  name: "Language",
  description: "The language and the words of a campaign's window.",
  source: "published line 5088, draft line 938",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/language",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    defaultLanguage: { type: "string", default: "English" },
    isCustomLanguageEnabled: off,
    isTextDirectionRightToLeft: off,
    customLanguageItems: {
      type: "object[]",
      alsoNamed: ["customLanguageItem"], // The draft's name.
      asOne: true, // In every example (docs/api-notes.md#o27).
      default: [],
      fields: customLanguageFields,
      typeName: "CustomLanguage",
    },
    id: { type: "guid", readOnly: true },
  },
};
