import { defineResource } from "../core/definition";
import { colour, flag, id, integer, oneOf, text } from "../core/fields";
import { campaign } from "./campaign";
import { invitationPositions, textFonts, textSizes } from "./invitation-text";

export const manualInvitation = defineResource({
  name: "ManualInvitation",
  description: "The manual invitation of a campaign: what a visitor sees whom an agent invites to chat.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/invitation/manualInvitation",
  partOf: "/livechat/campaigns/{campaignId}/invitation",
  parents: { campaignId: campaign },
  example: {
    manualInvitationPosition: "centered",
    manualInvitationText: "May we help?",
    manualInvitationTextColor: "#333333",
  },
  fields: () => ({
    manualInvitationPosition: invitationPositions({ when: "Invitation.style is popup" }),
    manualInvitationImageType: oneOf(["fromGallery", "fromMyComputer"], "Where the picture comes from.", {
      readOnly: true,
    }),
    manualInvitationImage: id("File key of the picture; set in the control panel.", { readOnly: true }),
    manualInvitationCloseAreaXOffset: integer("Left edge of the area that closes the invitation, in pixels."),
    manualInvitationCloseAreaYOffset: integer("Top edge of the area that closes the invitation, in pixels."),
    manualInvitationCloseAreaWidth: integer("Width of the area that closes the invitation, in pixels."),
    manualInvitationCloseAreaHeight: integer("Height of the area that closes the invitation, in pixels."),
    manualInvitationTextAreaXOffset: integer("Left edge of the text area, in pixels."),
    manualInvitationTextAreaYOffset: integer("Top edge of the text area, in pixels."),
    manualInvitationTextAreaWidth: integer("Width of the text area, in pixels."),
    manualInvitationTextAreaHeight: integer("Height of the text area, in pixels."),
    manualInvitationText: text("Text of the invitation."),
    manualInvitationTextFont: textFonts,
    manualInvitationTextSize: textSizes,
    isManualInvitationTextBold: flag("Whether the text is bold."),
    isManualInvitationTextItalic: flag("Whether the text is italic."),
    manualInvitationTextColor: colour("Colour of the text."),
  }),
});
