import type { ObjectRules } from "../rules";

const path = "/livechat/translationExcludedWords";
const permissions = { read: ["Manage Settings"], write: ["Manage Settings"] };

/** The published list. It holds the same words as the draft's single objects (docs/api-notes.md#o86). */
export const translationExcludedWords: ObjectRules = {
  name: "TranslationExcludedWords",
  description: "The words that are never translated, all in one list.",
  source: "published line 432",
  kind: "singleton",
  path,
  permissions,
  fields: {
    excludedWords: {
      type: "string[]",
      required: true,
      fields: { word: { type: "string", required: true } },
      members: { below: "", key: "word", only: "word" },
    },
  },
};

/** The draft lists its operations and never describes it: the field is ours. */
export const translationExcludedWord: ObjectRules = {
  name: "TranslationExcludedWord",
  description: "A word that is never translated.",
  group: "translationExcludedWordItems",
  source: "draft line 50",
  kind: "collection",
  path,
  without: ["list"],
  permissions,
  fields: { word: { type: "string", required: true } },
};
