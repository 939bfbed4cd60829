import type { FieldRule, ObjectRules } from "../rules";

// The documents give no default for any field: these are ours, and so are those below.
const off: FieldRule = { type: "boolean", default: false };
const zero: FieldRule = { type: "integer", default: 0 };

/** Which operators go with which field isn't enforced: the lists leave two operators to no field at all. */
const condition: FieldRule["fields"] = {
  field: {
    type: "string",
    mandatory: true,
    values: [
      "CurrentPageURL",
      "ReferringPageURL",
      "ChatRequestingPageURL",
      "LandingPageURL",
      "SearchEngine",
      "SearchKeywords",
      "Numberofvisits",
      "Numberofchats",
      "Country/Region",
      "State/Province",
      "City",
      "TimeZone",
      "Language",
      "Segmentation",
    ],
  },
  operator: {
    type: "string",
    mandatory: true,
    values: [
      "is",
      "isNot",
      "contains",
      "doesNotContain",
      "isMoreThan",
      "isNotMoreThan",
      "isLessThan",
      "isNotLessThan",
      "regularExpression",
    ],
    also: { include: "contains" }, // O02: every example sends it.
  },
  value: { type: "string", mandatory: true },
  order: { type: "integer", position: true },
};

export const autoInvitation: ObjectRules = {
  name: "AutoInvitation",
  source: "published line 4317, draft line 662; conditions published line 563",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/invitation/autoInvitations",
  fields: {
    name: { type: "string", mandatory: true },
    isEnable: off,
    isDisplayedOnceInOneSession: off,
    order: { type: "integer", position: true }, // conventions.order: where a default is given, it is this.
    imageType: { type: "string", values: ["fromGallery", "fromMyComputer"], readOnly: true },
    image: { type: "guid", readOnly: true },
    closeAreaXOffset: zero,
    closeAreaYOffset: zero,
    closeAreaWidth: zero,
    closeAreaHeight: zero,
    textAreaXOffset: zero,
    textAreaYOffset: zero,
    textAreaWidth: zero,
    textAreaHeight: zero,
    text: { type: "string", default: "" },
    textFont: {
      type: "string",
      values: ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
      also: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" }, // The draft's spelling.
      default: "arial",
    },
    textSize: {
      type: "string",
      values: ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
      default: "medium",
    },
    isTextBold: off,
    isTextItalic: off,
    textColor: { type: "string", format: "colour", default: "#000000" },
    position: {
      type: "string",
      values: [
        "centered",
        "centeredWithOverlay",
        "topLeft",
        "topMiddle",
        "topRight",
        "bottomLeft",
        "bottomMiddle",
        "bottomRight",
        "leftMiddle",
        "rightMiddle",
      ],
      also: { centerWithOverlay: "centeredWithOverlay" }, // O81
      default: "centered",
    },
    conditionMetType: { type: "string", values: ["all", "any", "logicalExpression"], default: "all" },
    logicalExpression: { type: "string", default: "" },
    conditions: { type: "object[]", fields: condition, default: [] },
  },
};
