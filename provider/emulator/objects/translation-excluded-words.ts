import type { ObjectRules } from "../rules";

const path = "/livechat/translationExcludedWords";
const permissions = { read: ["Manage Settings"], write: ["Manage Settings"] };

/** O86: the draft's word by word and the published list are the same words. */
export const translationExcludedWords: ObjectRules = {
  name: "TranslationExcludedWords",
  source: "published line 432",
  kind: "singleton",
  path,
  permissions,
  fields: {
    excludedWords: {
      type: "string[]",
      mandatory: true,
      fields: { word: { type: "string", mandatory: true } },
      members: { below: "", key: "word", only: "word" },
    },
  },
};

/** The draft lists its operations and never describes it: the field is ours. */
export const translationExcludedWord: ObjectRules = {
  name: "TranslationExcludedWord",
  source: "draft line 50",
  kind: "collection",
  path,
  without: ["list"],
  permissions,
  fields: { word: { type: "string", mandatory: true } },
};
