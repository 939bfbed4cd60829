import { id, text } from "../../core/fields";
import type { ObjectType } from "../../core/operation";
import type { System } from "../../core/system";

/**
 * The draft has five operations on single words and never describes a word. The published document has one list of
 * all words instead (docs/api-notes.md#o86).
 */
const word: ObjectType = {
  name: "TranslationExcludedWord",
  description: "A word that isn't translated, as an object of its own (2020 draft).",
  hasId: false,
  fields: { id: id("Id of the word.", { readOnly: true }), word: text("The word.") },
};

const path = "/livechat/translationExcludedWords";

export const translationExcludedWordItems: System = {
  endpointName: "translationExcludedWordItems",
  description: "The words that aren't translated, one by one (2020 draft); see translationExcludedWords.",
  operations: {
    get: {
      description: "One word.",
      method: "GET",
      path: `${path}/{id}`,
      answer: "object",
      returns: word,
      isWithdrawn: true,
    },
    create: {
      description: "Adds a word.",
      method: "POST",
      path,
      answer: "object",
      returns: word,
      body: word,
    },
    update: {
      description: "Changes a word.",
      method: "PUT",
      path: `${path}/{id}`,
      answer: "object",
      returns: word,
      body: word,
    },
    delete: { description: "Removes a word.", method: "DELETE", path: `${path}/{id}`, answer: "nothing" },
  },
};
