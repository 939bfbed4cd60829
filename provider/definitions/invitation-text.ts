import { type More, oneOf } from "../core/fields";

/** What auto invitations and manual invitations share. */
export const textFonts = oneOf(
  ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
  "Font of the text.",
  { draftSpellings: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" } },
);

export const textSizes = oneOf(
  ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
  "Size of the text.",
);

export const invitationPositions = (more: More = {}) =>
  oneOf(
    // biome-ignore format: the list as the API document has it.
    ["centered", "centeredWithOverlay", "topLeft", "topMiddle", "topRight", "bottomLeft", "bottomMiddle", "bottomRight", "leftMiddle", "rightMiddle"],
    "Where on the page the invitation appears.",
    // The draft lists both spellings, the published document only the second (docs/api-notes.md#o81).
    { alsoSpelled: { centerWithOverlay: "centeredWithOverlay" }, ...more },
  );
