import type { FieldRules, ObjectRules } from "../../rules";
import { text, zero } from "../common";
import { customerSegment } from "../customer-segment";
import { included } from "../included";
import { fieldValueFields } from "./field-values";

const attachmentFields: FieldRules = {
  name: text,
  uri: text,
};

export const offlineMessage: ObjectRules = {
  name: "OfflineMessage",
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
    department: included("Department", "departmentId"),
    agentId: zero,
    agent: included("Agent", "agentId"),
    ticketId: zero,
    subject: text,
    message: text,
    requestingPageTitle: text,
    requestingPageURL: text,
    source: { type: "string", values: ["chatButton", "autoInvitation"], default: "chatButton" },
    autoInvitationId: { type: "guid" },
    autoInvitation: included("AutoInvitation", "autoInvitationId"),
    campaignId: { type: "guid" },
    campaign: included("Campaign", "campaignId"),
    sessionId: { type: "guid" },
    session: included("Session", "sessionId"),
    customerSegments: {
      type: "object[]",
      default: [],
      fields: { id: { type: "guid" }, ...customerSegment.fields },
      typeName: "CustomerSegment",
    },
    customFields: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
    customVariables: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
    attachment: { type: "object", fields: attachmentFields, typeName: "Attachment" },
  },
};
