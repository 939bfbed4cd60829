import { defineResource } from "../core/definition";
import { set, text } from "../core/fields";

export const translationExcludedWords = defineResource({
  name: "TranslationExcludedWords",
  description: "The words that the automatic translation leaves as they are, all in one list.",
  kind: "singleton",
  path: "/livechat/translationExcludedWords",
  // O86: the draft has one object for each word; the client has its endpoints, too.
  permissions: { read: ["Manage Settings"], write: ["Manage Settings"] },
  example: { excludedWords: ["ExampleShop"] },
  fields: () => ({
    excludedWords: set(text("A word.", { required: true }), "The words. What isn't declared is removed."),
  }),
});
