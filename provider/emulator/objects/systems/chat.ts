import type { FieldRules, ObjectRules } from "../../rules";
import { customerSegment } from "../customer-segment";
import { fieldValueFields } from "./field-values";

const chatMessageFields: FieldRules = {
  type: { type: "string", values: ["system", "visitor", "agent", "chatbot", "note"], default: "system" },
  senderName: { type: "string", default: "" },
  sentTime: { type: "datetime" },
  content: { type: "string", default: "" },
  translatedMessage: { type: "string", default: "" },
  attachmentUrl: { type: "string", default: "" },
};

const chatPreChatFields: FieldRules = {
  socialMediaSource: { type: "string", values: ["none", "facebook"], default: "none" },
  socialProfileURL: { type: "string", default: "" },
  name: { type: "string", default: "" },
  email: { type: "string", default: "" },
  phone: { type: "string", default: "" },
  company: { type: "string", default: "" },
  productService: { type: "string", default: "" },
  ticketID: { type: "string", default: "" },
  fieldValues: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
  departmentId: { type: "guid" },
  department: {
    type: "object",
    readOnly: true,
    expanded: { include: "department", from: "departmentId", at: "/globalSettings/departments" },
    typeName: "Department",
  },
};

const chatPostChatFields: FieldRules = {
  ratingGrade: {
    type: "string",
    values: ["noRating", "level1", "level2", "level3", "level4", "level5"],
    default: "noRating",
  },
  ratingComment: { type: "string", default: "" },
  ratingTime: { type: "datetime" },
  fieldValues: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
};

const chatAgentWrapUpFields: FieldRules = {
  categories: { type: "string[]", default: [] },
  comment: { type: "string", default: "" },
  lastUpdatedTime: { type: "datetime" },
  lastUpdatedByAgentId: { type: "integer", default: 0 },
  fieldValues: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
};

const chatCustomVariableFields: FieldRules = {
  fieldValues: { type: "object[]", default: [], fields: fieldValueFields, typeName: "FieldValue" },
};

export const chat: ObjectRules = {
  name: "Chat",
  source: "published line 1776",
  kind: "collection",
  path: "/livechat/chats",
  without: ["create", "update"],
  isDeletedInBatches: true,
  permissions: { write: ["Delete Transcripts"] },
  views: [{ path: "/livechat/sessions/:sessionId/chats", field: "sessionId" }],
  listing: {
    pages: { items: "chats", total: "totalCount", size: 50 }, // O07
    time: "startTime",
    equal: {
      departmentId: "preChat.departmentId",
      categoryId: "agentWrapUp.categories",
      visitorId: "session.visitorId",
      agentId: "agentIds",
    },
    keywords: ["messages", "preChat", "postChat"],
    conditions: {
      name: "preChat.name",
      email: "preChat.email",
      company: "preChat.company",
      phone: "preChat.phone",
      campaign: "campaign.name",
    },
    joined: ["session", "campaign"],
  },
  fields: {
    agentIds: { type: "integer[]", default: [] },
    agents: {
      type: "object[]",
      readOnly: true,
      expanded: { include: "agent", from: "agentIds", at: "/globalSettings/agents" },
      typeName: "Agent",
    },
    startTime: { type: "datetime" },
    endTime: { type: "datetime" },
    ifQueued: { type: "boolean", default: false },
    ifAudioChatHappened: { type: "boolean", default: false },
    ifVideoChatHappened: { type: "boolean", default: false },
    messages: { type: "object[]", default: [], fields: chatMessageFields, typeName: "ChatMessage" },
    status: { type: "string", values: ["normal", "refused", "missed"], default: "normal" },
    requestingPageTitle: { type: "string", default: "" },
    requestingPageURL: { type: "string", default: "" },
    source: {
      type: "string",
      values: ["chatButton", "autoInvitation", "manualInvitation"],
      default: "chatButton",
    },
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
    preChat: { type: "object", fields: chatPreChatFields, typeName: "ChatPreChat" },
    postChat: { type: "object", fields: chatPostChatFields, typeName: "ChatPostChat" },
    agentWrapUp: { type: "object", fields: chatAgentWrapUpFields, typeName: "ChatAgentWrapUp" },
    customVariable: { type: "object", fields: chatCustomVariableFields, typeName: "ChatCustomVariable" },
    requestedTime: { type: "datetime" },
    offlineMessageId: { type: "guid" },
    offlineMessage: {
      type: "object",
      readOnly: true,
      expanded: { include: "offlineMessage", from: "offlineMessageId", at: "/livechat/offlineMessages" },
      typeName: "OfflineMessage",
    },
    avgResponseTime: { type: "number", default: 0 },
    visitorMessagesCount: { type: "integer", default: 0 },
    agentMessagesCount: { type: "integer", default: 0 },
    campaignId: { type: "guid" },
    campaign: {
      type: "object",
      readOnly: true,
      expanded: { include: "campaign", from: "campaignId", at: "/livechat/campaigns" },
      typeName: "Campaign",
    },
    lastMessageSentBy: {
      type: "string",
      values: ["visitor", "agent", "chatbot", "system"],
      default: "visitor",
    },
    customerSegments: {
      type: "object[]",
      default: [],
      fields: { id: { type: "guid" }, ...customerSegment.fields },
      typeName: "CustomerSegment",
    },
    sessionId: { type: "guid" },
    session: {
      type: "object",
      readOnly: true,
      expanded: { include: "session", from: "sessionId", at: "/livechat/sessions" },
      typeName: "Session",
    },
    botId: { type: "guid" },
    chatBot: {
      type: "object",
      readOnly: true,
      expanded: { include: "chatbot", from: "botId", at: "/bots" },
      typeName: "Bot",
    },
  },
};
