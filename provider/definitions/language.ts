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
    // O28: the same as Campaign.language, and possibly set only there.
    // The same setting as Campaign.language, and so with its default.
    defaultLanguage: text("Language, by its name in the control panel; better set as Campaign.language.", {
      default: "English",
    }),
    isCustomLanguageEnabled: flag("Whether texts of your own are used."),
    isTextDirectionRightToLeft: flag("Whether the text runs from right to left."),
    // O27: a list by its type, one bare object in every example.
    customLanguageItems: set(customLanguage, "The texts. What isn't declared is removed.", {
      key: "systemName",
      draftName: "customLanguageItem",
      when: probably("isCustomLanguageEnabled", true),
    }),
    id: id("Id of the language (2020 draft).", { readOnly: true }),
  }),
});
