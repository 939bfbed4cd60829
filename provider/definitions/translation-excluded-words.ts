import { defineResource } from "../core/definition";
import { set, text } from "../core/fields";

export const translationExcludedWords = defineResource({
  name: "TranslationExcludedWords",
  description: "The words that the automatic translation leaves as they are, all in one list.",
  kind: "singleton",
  path: "/livechat/translationExcludedWords",
  // The draft has an object for each word instead; the client has its endpoints, too (docs/api-notes.md#o86).
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  example: { excludedWords: ["ExampleShop"] },
  fields: () => ({
    excludedWords: set(text("A word.", { required: true }), "The words. What isn't declared is removed."),
  }),
});
