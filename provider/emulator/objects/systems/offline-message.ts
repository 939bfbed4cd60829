import type { FieldRules, ObjectRules } from "../../rules";
import { customerSegment } from "../customer-segment";
import { fieldValueFields } from "./field-values";

const attachmentFields: FieldRules = {
  name: { type: "string", default: "" },
  uri: { type: "string", default: "" },
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
      visitorSegmentId: "customerSegments.id", // O60
    },
    keywords: ["subject", "message"],
  },
  fields: {
    createdTime: { type: "datetime" },
    ssoUserId: { type: "string", default: "" },
    name: { type: "string", default: "" },
    email: { type: "string", default: "" },
    phone: { type: "string", default: "" },
    company: { type: "string", default: "" },
    departmentId: { type: "guid" },
    department: {
      type: "object",
      readOnly: true,
      expanded: { include: "department", from: "departmentId", at: "/globalSettings/departments" },
      typeName: "Department",
    },
    agentId: { type: "integer", default: 0 },
    agent: {
      type: "object",
      readOnly: true,
      expanded: { include: "agent", from: "agentId", at: "/globalSettings/agents" },
      typeName: "Agent",
    },
    ticketId: { type: "integer", default: 0 },
    subject: { type: "string", default: "" },
    message: { type: "string", default: "" },
    requestingPageTitle: { type: "string", default: "" },
    requestingPageURL: { type: "string", default: "" },
    source: { type: "string", values: ["chatButton", "autoInvitation"], default: "chatButton" },
    autoInvitationId: { type: "guid" },
    autoInvitation: {
      type: "object",
      readOnly: true,
      expanded: {
        include: "autoInvitation",
        from: "autoInvitationId",
        at: "/livechat/campaigns/{campaignId}/invitation/autoInvitations",
      },
      typeName: "AutoInvitation",
    },
    campaignId: { type: "guid" },
    campaign: {
      type: "object",
      readOnly: true,
      expanded: { include: "campaign", from: "campaignId", at: "/livechat/campaigns" },
      typeName: "Campaign",
    },
    sessionId: { type: "guid" },
    session: {
      type: "object",
      readOnly: true,
      expanded: { include: "session", from: "sessionId", at: "/livechat/sessions" },
      typeName: "Session",
    },
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
