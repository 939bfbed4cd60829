import { defineResource } from "../core/definition";
import { entryId, id, list, object, oneOf } from "../core/fields";
import { autoInvitation } from "./auto-invitation";
import { campaign } from "./campaign";
import { chatButton } from "./chat-button";
import { customerSegment } from "./customer-segment";
import { manualInvitation } from "./manual-invitation";

export const invitation = defineResource({
  name: "Invitation",
  description: "The invitations of a campaign: their style, and the invitations themselves.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/invitation",
  parents: { campaignId: campaign },
  // Its style may need an adaptive button; its auto invitations may name segments.
  after: [chatButton, customerSegment],
  example: {
    style: "popup",
    manualInvitation: { manualInvitationPosition: "centered", manualInvitationText: "May we help?" },
  },
  fields: () => ({
    id: id("Id of the invitation; no example has it.", { readOnly: true }),
    style: oneOf(["bubble", "popup", "chatWindow"], "Style of the invitations.", {
      when: "ChatButton.type of the campaign is adaptive (bubble only)",
    }),
    autoInvitations: list(
      object(
        "AutoInvitation",
        { id: entryId("Id of the invitation."), ...autoInvitation.fields },
        "An auto invitation.",
      ),
      "All auto invitations: what isn't declared is removed. Or declare them as AutoInvitation.",
      { key: "name", resource: "AutoInvitation", draftName: "autoInvitation" },
    ),
    // The published table has the plural for the one object; example and path have the singular
    // (docs/api-notes.md#o08).
    manualInvitation: object(
      "ManualInvitation",
      manualInvitation.fields,
      "The manual invitation. Or declare it as ManualInvitation.",
      { resource: "ManualInvitation", alsoNamed: ["manualInvitations"] },
    ),
  }),
});
