import type { FieldRules, ObjectRules } from "../rules";

export const manualInvitationFields: FieldRules = {
  manualInvitationPosition: {
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
    also: { centerWithOverlay: "centeredWithOverlay" },
    default: "centered",
  }, // O81
  manualInvitationImageType: { type: "string", readOnly: true, values: ["fromGallery", "fromMyComputer"] },
  manualInvitationImage: { type: "guid", readOnly: true },
  manualInvitationCloseAreaXOffset: { type: "integer", default: 0 },
  manualInvitationCloseAreaYOffset: { type: "integer", default: 0 },
  manualInvitationCloseAreaWidth: { type: "integer", default: 0 },
  manualInvitationCloseAreaHeight: { type: "integer", default: 0 },
  manualInvitationTextAreaXOffset: { type: "integer", default: 0 },
  manualInvitationTextAreaYOffset: { type: "integer", default: 0 },
  manualInvitationTextAreaWidth: { type: "integer", default: 0 },
  manualInvitationTextAreaHeight: { type: "integer", default: 0 },
  manualInvitationText: { type: "string", default: "" },
  manualInvitationTextFont: {
    type: "string",
    values: ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
    also: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" },
    default: "times new roman",
  }, // The draft's spelling.
  manualInvitationTextSize: {
    type: "string",
    values: ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
    default: "XXSmall",
  },
  isManualInvitationTextBold: { type: "boolean", default: false },
  isManualInvitationTextItalic: { type: "boolean", default: false },
  manualInvitationTextColor: { type: "string", format: "colour", default: "#000000" },
};

export const manualInvitation: ObjectRules = {
  name: "ManualInvitation",
  source: "published line 4141, draft line 638",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/invitation/manualInvitation",
  permissions: { write: ["Manage Campaigns"] },
  fields: manualInvitationFields,
};
