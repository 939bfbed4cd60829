import type { FieldRules, ObjectRules } from "../rules";
import { imageKey, imageSource, off, text, zero } from "./common";
import { conditionMetType, conditions } from "./condition";
import { position, textColour, textFont, textSize } from "./invitation-text";

export const autoInvitationFields: FieldRules = {
  name: { type: "string", required: true },
  isEnable: off,
  isDisplayedOnceInOneSession: off,
  order: { type: "integer", position: true },
  imageType: imageSource,
  image: imageKey,
  closeAreaXOffset: zero,
  closeAreaYOffset: zero,
  closeAreaWidth: zero,
  closeAreaHeight: zero,
  textAreaXOffset: zero,
  textAreaYOffset: zero,
  textAreaWidth: zero,
  textAreaHeight: zero,
  text,
  textFont,
  textSize,
  isTextBold: off,
  isTextItalic: off,
  textColor: textColour,
  position,
  conditionMetType,
  logicalExpression: text,
  conditions: { ...conditions, alsoNamed: ["condition"] }, // The draft's name.
};

export const autoInvitation: ObjectRules = {
  name: "AutoInvitation",
  description: "An invitation to chat that visitors see when its conditions are met.",
  source: "published line 4317, draft line 662",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/invitation/autoInvitations",
  permissions: { write: ["Manage Campaigns"] },
  fields: autoInvitationFields,
};
