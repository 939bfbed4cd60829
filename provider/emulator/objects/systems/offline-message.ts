import type { FieldRules, ObjectRules } from "../../rules";
import { autoInvitation } from "../auto-invitation";
import { campaign } from "../campaign";
import { text, zero } from "../common";
import { customerSegments } from "../customer-segment";
import { included } from "../included";
import { agent } from "./agent";
import { department } from "./department";
import { fieldValues } from "./field-values";
import { session } from "./session";

const attachmentFields: FieldRules = {
  name: text,
  uri: text,
};

export const offlineMessage: ObjectRules = {
  name: "OfflineMessage",
  description: "A message that was left while no agent was online.",
  source: "published line 2199",
  kind: "collection",
  path: "/livechat/offlineMessages",
  without: ["create", "update"],
  isDeletedInBatches: true,
  permissions: { write: ["Delete Transcripts"] },
  views: [{ path: "/livechat/sessions/:sessionId/offlineMessages", field: "sessionId" }],
  listing: {
    pages: { items: "offlineMessages", total: "total", size: 50 },
    time: "createdTime",
    equal: {
      campaignId: "campaignId",
      departmentId: "departmentId",
      agentId: "agentId",
      visitorSegmentId: "customerSegments.id", // The segments' older name (docs/api-notes.md#o60).
    },
    keywords: ["subject", "message"],
  },
  fields: {
    createdTime: { type: "datetime" },
    ssoUserId: text,
    name: text,
    email: text,
    phone: text,
    company: text,
    departmentId: { type: "guid" },
    department: included(department, "departmentId"),
    agentId: zero,
    agent: included(agent, "agentId"),
    ticketId: zero,
    subject: text,
    message: text,
    requestingPageTitle: text,
    requestingPageURL: text,
    source: { type: "string", values: ["chatButton", "autoInvitation"], default: "chatButton" },
    autoInvitationId: { type: "guid" },
    autoInvitation: included(autoInvitation, "autoInvitationId"),
    campaignId: { type: "guid" },
    campaign: included(campaign, "campaignId"),
    sessionId: { type: "guid" },
    session: included(session, "sessionId"),
    customerSegments,
    fieldValues, // In the examples only (docs/api-notes.md#o56, docs/api-notes.md#o58).
    customFields: fieldValues,
    customVariables: fieldValues,
    attachment: { type: "object", fields: attachmentFields, typeName: "Attachment" },
  },
};
