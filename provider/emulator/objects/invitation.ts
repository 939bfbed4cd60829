import type { ObjectRules } from "../rules";
import { autoInvitationFields } from "./auto-invitation";
import { manualInvitationFields } from "./manual-invitation";

export const invitation: ObjectRules = {
  name: "Invitation",
  description: "A campaign's invitations to chat.",
  source: "published line 3986, draft line 627",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/invitation",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    id: { type: "guid", readOnly: true },
    style: { type: "string", values: ["bubble", "popup", "chatWindow"], default: "bubble" },
    autoInvitations: {
      type: "object[]",
      alsoNamed: ["autoInvitation"], // The draft's name.
      fields: autoInvitationFields,
      typeName: "AutoInvitation",
      members: { below: "autoInvitations", key: "name", isKept: true },
    },
    // The table has the plural for the one object; example and path have the singular (docs/api-notes.md#o08).
    manualInvitation: {
      type: "object",
      alsoNamed: ["manualInvitations"],
      fields: manualInvitationFields,
      typeName: "ManualInvitation",
      part: "manualinvitation",
    },
  },
};
