import type { FieldRules, ObjectRules } from "../rules";
import { imageKey, imageSource, off, text, zero } from "./common";
import { position, textColour, textFont, textSize } from "./invitation-text";

export const manualInvitationFields: FieldRules = {
  manualInvitationPosition: position,
  manualInvitationImageType: imageSource,
  manualInvitationImage: imageKey,
  manualInvitationCloseAreaXOffset: zero,
  manualInvitationCloseAreaYOffset: zero,
  manualInvitationCloseAreaWidth: zero,
  manualInvitationCloseAreaHeight: zero,
  manualInvitationTextAreaXOffset: zero,
  manualInvitationTextAreaYOffset: zero,
  manualInvitationTextAreaWidth: zero,
  manualInvitationTextAreaHeight: zero,
  manualInvitationText: text,
  manualInvitationTextFont: textFont,
  manualInvitationTextSize: textSize,
  isManualInvitationTextBold: off,
  isManualInvitationTextItalic: off,
  manualInvitationTextColor: textColour,
};

export const manualInvitation: ObjectRules = {
  name: "ManualInvitation",
  description: "The invitation with which an agent asks a visitor to chat.",
  source: "published line 4141, draft line 638",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/invitation/manualInvitation",
  permissions: { write: ["Manage Campaigns"] },
  fields: manualInvitationFields,
};
