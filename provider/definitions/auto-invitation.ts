import { defineResource } from "../core/definition";
import { colour, flag, id, integer, list, oneOf, text } from "../core/fields";
import { campaign } from "./campaign";
import { conditionMetType, logicalExpression } from "./condition-fields";
import { customerSegment } from "./customer-segment";
import { invitationPositions, textFonts, textSizes } from "./invitation-text";
import { liveChatCondition } from "./live-chat-condition";

export const autoInvitation = defineResource({
  name: "AutoInvitation",
  description: "An auto invitation of a campaign: invites a visitor to chat when its conditions are met.",
  kind: "collection",
  path: "/livechat/campaigns/{campaignId}/invitation/autoInvitations",
  partOf: "/livechat/campaigns/{campaignId}/invitation",
  parents: { campaignId: campaign },
  after: [customerSegment],
  naturalKey: ["name"],
  example: {
    name: "Hesitating at the cart",
    isEnable: true,
    text: "Questions about delivery or returns? We are here.",
    conditions: [{ field: "CurrentPageURL", operator: "contains", value: "/cart" }],
  },
  fields: () => ({
    name: text("Name of the invitation.", { required: true }),
    isEnable: flag("Whether the invitation is sent at all."),
    isDisplayedOnceInOneSession: flag("Whether a visitor sees it at most once in a session."),
    order: integer(
      "Position among the campaign's auto invitations; the first whose conditions are met is sent.",
    ),
    // The draft types it as a picture, while its text lists these two words (docs/api-notes.md#o80).
    imageType: oneOf(["fromGallery", "fromMyComputer"], "Where the picture comes from.", { readOnly: true }),
    image: id("File key of the picture; set in the control panel.", { readOnly: true }),
    closeAreaXOffset: integer("Left edge of the area that closes the invitation, in pixels."),
    closeAreaYOffset: integer("Top edge of the area that closes the invitation, in pixels."),
    closeAreaWidth: integer("Width of the area that closes the invitation, in pixels."),
    closeAreaHeight: integer("Height of the area that closes the invitation, in pixels."),
    textAreaXOffset: integer("Left edge of the text area, in pixels."),
    textAreaYOffset: integer("Top edge of the text area, in pixels."),
    textAreaWidth: integer("Width of the text area, in pixels."),
    textAreaHeight: integer("Height of the text area, in pixels."),
    text: text("Text of the invitation."),
    textFont: textFonts,
    textSize: textSizes,
    isTextBold: flag("Whether the text is bold."),
    isTextItalic: flag("Whether the text is italic."),
    textColor: colour("Colour of the text."),
    position: invitationPositions(),
    conditionMetType: conditionMetType(),
    logicalExpression,
    conditions: list(liveChatCondition, "The conditions under which the visitor is invited.", {
      draftName: "condition",
    }),
  }),
});
