import type { FieldRule } from "../rules";

/** What both kinds of invitation share. Their defaults are ours. */
export const textFont: FieldRule = {
  type: "string",
  values: ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
  alsoSpelled: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" }, // The draft's spellings.
  default: "arial",
};

export const textSize: FieldRule = {
  type: "string",
  values: ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
  default: "medium",
};

export const textColour: FieldRule = { type: "string", format: "colour", default: "#000000" };

export const position: FieldRule = {
  type: "string",
  // biome-ignore format: the list as the API document has it.
  values: ["centered", "centeredWithOverlay", "topLeft", "topMiddle", "topRight", "bottomLeft", "bottomMiddle", "bottomRight", "leftMiddle", "rightMiddle"],
  alsoSpelled: { centerWithOverlay: "centeredWithOverlay" }, // The draft lists both (docs/api-notes.md#o81).
  default: "centered",
};
