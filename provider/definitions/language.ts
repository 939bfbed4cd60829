import { probably } from "../core/conditions";
import { defineResource } from "../core/definition";
import { entryId, flag, id, object, set, text } from "../core/fields";
import { campaign } from "./campaign";

const customLanguage = object(
  "CustomLanguage",
  {
    systemName: text("Which text is replaced."),
    customText: text("What stands there instead."),
    id: entryId("Id of the text (2020 draft)."),
  },
  "A text.",
);

export const language = defineResource({
  name: "Language",
  description: "The language of a campaign, and texts of your own in it.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/language",
  siteProperty: "languageSettings", // A campaign has a field of the name.
  parents: { campaignId: campaign },
  example: {
    isCustomLanguageEnabled: true,
    customLanguageItems: [{ systemName: "Chat Now", customText: "Ask us" }],
  },
  fields: () => ({
    // The same setting as Campaign.language, so it has the same default. Possibly it can only be set there, as no
    // example has it here (docs/api-notes.md#o28).
    defaultLanguage: text("Language, by its name in the control panel; better set as Campaign.language.", {
      default: "English",
    }),
    isCustomLanguageEnabled: flag("Whether texts of your own are used."),
    isTextDirectionRightToLeft: flag("Whether the text runs from right to left."),
    // A list by its type, one bare object in every example (docs/api-notes.md#o27).
    customLanguageItems: set(customLanguage, "The texts. What isn't declared is removed.", {
      key: "systemName",
      draftName: "customLanguageItem",
      when: probably("isCustomLanguageEnabled", true),
    }),
    id: id("Id of the language (2020 draft).", { readOnly: true }),
  }),
});
