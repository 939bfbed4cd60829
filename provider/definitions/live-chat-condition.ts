import { id, integer, object, oneOf, text } from "../core/fields";
import { likely } from "../core/forms/form";
import { numberWhen } from "../core/forms/number";

const texts = ["is", "isNot", "contains", "doesNotContain", "regularExpression"];
const numbers = ["is", "isLessThan", "isMoreThan"];
const choices = ["is", "isNot"];
const operatorsByField = {
  CurrentPageURL: texts,
  ReferringPageURL: texts,
  ChatRequestingPageURL: texts,
  LandingPageURL: texts,
  SearchEngine: choices,
  SearchKeywords: texts,
  Numberofvisits: numbers,
  Numberofchats: numbers,
  "Country/Region": choices,
  "State/Province": choices,
  City: choices,
  TimeZone: choices,
  Language: choices,
  Segmentation: choices,
};

/** One row of a condition list; auto invitations, customer segments and custom rules share it. */
export const liveChatCondition = object(
  "LiveChatCondition",
  {
    // In that of the dynamic campaign.
    id: id("Id of the condition.", { readOnly: true, inExamplesOnly: true }),
    field: oneOf(
      // biome-ignore format: grouped as in the API document.
      ["CurrentPageURL", "ReferringPageURL", "ChatRequestingPageURL", "LandingPageURL", "SearchEngine", "SearchKeywords",
       "Numberofvisits", "Numberofchats", "Country/Region", "State/Province", "City", "TimeZone", "Language", "Segmentation"],
      "What is compared.",
      { required: true, alsoSpelled: { CurrentPageUrl: "CurrentPageURL" } },
    ),
    operator: oneOf(
      // biome-ignore format: as above.
      ["is", "isNot", "contains", "doesNotContain", "isMoreThan", "isNotMoreThan", "isLessThan", "isNotLessThan", "regularExpression"],
      "How it is compared; which operators there are depends on the field.",
      {
        required: true,
        // Every example sends `include`, which no list has (docs/api-notes.md#o02).
        // A second table spells the other one in small letters (docs/api-notes.md#o03).
        alsoSpelled: { include: "contains", doesnotcontain: "doesNotContain" },
        valuesBy: { field: "field", values: operatorsByField },
      },
    ),
    value: text("What it is compared with; a string also for numeric fields.", {
      required: true,
      form: likely(numberWhen("field", "Numberofvisits", "Numberofchats")),
    }),
    order: integer(
      "Position in the list, the number that a logical expression uses; the highest + 1 when left out.",
    ),
  },
  "A condition.",
);
