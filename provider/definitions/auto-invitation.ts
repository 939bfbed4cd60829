import { defineResource } from "../core/definition";
import { color, flag, id, integer, list, oneOf, text } from "../core/fields";
import { campaign } from "./campaign";
import { liveChatCondition } from "./live-chat-condition";

export const autoInvitation = defineResource({
  name: "AutoInvitation",
  description: "An auto invitation of a campaign: invites a visitor to chat when its conditions are met.",
  kind: "collection",
  path: "/livechat/campaigns/{campaignId}/invitation/autoInvitations",
  parents: { campaignId: campaign },
  naturalKey: ["name"],
  fields: {
    name: text("Name of the invitation.", { required: true }),
    isEnable: flag("Whether the invitation is sent at all."),
    isDisplayedOnceInOneSession: flag("Whether a visitor sees it at most once in a session."),
    order: integer(
      "Position among the campaign's auto invitations; the first whose conditions are met is sent.",
    ),
    // O80: the draft types it as a picture while its text lists these two words.
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
    textFont: oneOf(
      ["times new roman", "tahoma", "verdana", "arial", "comic sans ms", "courier"],
      "Font of the text.",
      { aliases: { timesNewRoman: "times new roman", comicSansMs: "comic sans ms" } },
    ),
    textSize: oneOf(
      ["XXSmall", "XSmall", "small", "medium", "large", "XLarge", "XXLarge"],
      "Size of the text.",
    ),
    isTextBold: flag("Whether the text is bold."),
    isTextItalic: flag("Whether the text is italic."),
    textColor: color("Colour of the text."),
    position: oneOf(
      // biome-ignore format: the list as the API document has it.
      ["centered", "centeredWithOverlay", "topLeft", "topMiddle", "topRight", "bottomLeft", "bottomMiddle", "bottomRight", "leftMiddle", "rightMiddle"],
      "Where on the page the invitation appears.",
      { aliases: { centerWithOverlay: "centeredWithOverlay" } }, // O81: the draft lists both.
    ),
    conditionMetType: oneOf(["all", "any", "logicalExpression"], "How the conditions combine."),
    logicalExpression: text("Expression over the conditions' order numbers, such as (1 or 2) and 3.", {
      when: "conditionMetType is logicalExpression (inferred)",
    }),
    conditions: list(liveChatCondition, "The conditions under which the visitor is invited.", {
      alsoNamed: ["condition"], // The draft's name for the same list.
    }),
  },
});
