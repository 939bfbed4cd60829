import type { FieldRules, ObjectRules } from "../rules";
import { liveChatConditionFields } from "./condition";

export const autoInvitationFields: FieldRules = {
  name: { type: "string", mandatory: true },
  isEnable: { type: "boolean", default: false },
  isDisplayedOnceInOneSession: { type: "boolean", default: false },
  order: { type: "integer", position: true },
  imageType: { type: "string", readOnly: true, values: ["fromGallery", "fromMyComputer"] },
  image: { type: "guid", readOnly: true },
  closeAreaXOffset: { type: "integer", default: 0 },
  closeAreaYOffset: { type: "integer", default: 0 },
  closeAreaWidth: { type: "integer", default: 0 },
  closeAreaHeight: { type: "integer", default: 0 },
  textAreaXOffset: { type: "integer", default: 0 },
  textAreaYOffset: { type: "integer", default: 0 },
  textAreaWidth: { type: "integer", default: 0 },
  textAreaHeight: { type: "integer", default: 0 },
  text: { type: "string", default: "" },
  textFont: {
    type: "string",
    also: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" }, // The draft's spelling.
    values: ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
    default: "arial",
  },
  textSize: {
    type: "string",
    values: ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
    default: "XXSmall",
  },
  isTextBold: { type: "boolean", default: false },
  isTextItalic: { type: "boolean", default: false },
  textColor: { type: "string", format: "colour", default: "#000000" },
  position: {
    type: "string",
    also: { centerWithOverlay: "centeredWithOverlay" }, // O81
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
    default: "centered",
  },
  conditionMetType: { type: "string", values: ["all", "any", "logicalExpression"], default: "all" },
  logicalExpression: { type: "string", default: "" },
  conditions: {
    type: "object[]",
    alsoNamed: ["condition"],
    default: [],
    fields: liveChatConditionFields,
    typeName: "LiveChatCondition",
  }, // The draft.
};

export const autoInvitation: ObjectRules = {
  name: "AutoInvitation",
  source: "published line 4317, draft line 662",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/invitation/autoInvitations",
  permissions: { write: ["Manage Campaigns"] },
  fields: autoInvitationFields,
};
