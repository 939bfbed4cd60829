import type { FieldRules, ObjectRules } from "../../rules";
import { autoInvitation } from "../auto-invitation";
import { campaign } from "../campaign";
import { off, text, zero } from "../common";
import { customerSegments } from "../customer-segment";
import { allIncluded, included } from "../included";
import { agent } from "./agent";
import { bot } from "./bot";
import { department } from "./department";
import { fieldValues } from "./field-values";
import { offlineMessage } from "./offline-message";
import { session } from "./session";

const chatMessageFields: FieldRules = {
  type: { type: "string", values: ["system", "visitor", "agent", "chatbot", "note"], default: "system" },
  senderName: text,
  sentTime: { type: "datetime" },
  content: text,
  translatedMessage: text,
  attachmentUrl: text,
};

const chatPreChatFields: FieldRules = {
  socialMediaSource: { type: "string", values: ["none", "facebook"], default: "none" },
  socialProfileURL: text,
  name: text,
  email: text,
  phone: text,
  company: text,
  productService: text,
  ticketID: text,
  fieldValues,
  departmentId: { type: "guid" },
  department: included(department, "departmentId"),
};

const chatPostChatFields: FieldRules = {
  ratingGrade: {
    type: "string",
    values: ["noRating", "level1", "level2", "level3", "level4", "level5"],
    default: "noRating",
  },
  ratingComment: text,
  ratingTime: { type: "datetime" },
  fieldValues,
};

const chatAgentWrapUpFields: FieldRules = {
  categories: { type: "string[]", default: [] },
  comment: text,
  lastUpdatedTime: { type: "datetime" },
  lastUpdatedByAgentId: zero,
  fieldValues,
};

const chatCustomVariableFields: FieldRules = {
  fieldValues,
};

export const chat: ObjectRules = {
  name: "Chat",
  description: "A chat that has been: its transcript, forms and ratings.",
  source: "published line 1776",
  kind: "collection",
  path: "/livechat/chats",
  without: ["create", "update"],
  isDeletedInBatches: true,
  permissions: { write: ["Delete Transcripts"] },
  views: [{ path: "/livechat/sessions/:sessionId/chats", field: "sessionId" }],
  listing: {
    // The table's keys; the example has the key list for the chats (docs/api-notes.md#o07).
    pages: { items: "chats", total: "totalCount", size: 50 },
    time: "startTime",
    equal: {
      departmentId: "preChat.departmentId",
      categoryId: "agentWrapUp.categories",
      visitorId: "session.visitorId",
      agentId: "agentIds",
    },
    keywords: [
      "messages.content",
      "messages.senderName",
      "preChat.name",
      "preChat.email",
      "preChat.company",
      "preChat.phone",
      "preChat.fieldValues.value",
      "postChat.ratingComment",
      "postChat.fieldValues.value",
      "agentWrapUp.comment",
    ],
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
    agents: allIncluded(agent, "agentIds"),
    startTime: { type: "datetime" },
    endTime: { type: "datetime" },
    ifQueued: off,
    ifAudioChatHappened: off,
    ifVideoChatHappened: off,
    messages: { type: "object[]", default: [], fields: chatMessageFields, typeName: "ChatMessage" },
    status: { type: "string", values: ["normal", "refused", "missed"], default: "normal" },
    requestingPageTitle: text,
    requestingPageURL: text,
    source: {
      type: "string",
      values: ["chatButton", "autoInvitation", "manualInvitation"],
      default: "chatButton",
    },
    autoInvitationId: { type: "guid" },
    autoInvitation: included(autoInvitation, "autoInvitationId"),
    preChat: { type: "object", fields: chatPreChatFields, typeName: "ChatPreChat" },
    postChat: { type: "object", fields: chatPostChatFields, typeName: "ChatPostChat" },
    agentWrapUp: { type: "object", fields: chatAgentWrapUpFields, typeName: "ChatAgentWrapUp" },
    customVariable: { type: "object", fields: chatCustomVariableFields, typeName: "ChatCustomVariable" },
    requestedTime: { type: "datetime" },
    offlineMessageId: { type: "guid" },
    offlineMessage: included(offlineMessage, "offlineMessageId"),
    avgResponseTime: { type: "number", default: 0 },
    visitorMessagesCount: zero,
    agentMessagesCount: zero,
    campaignId: { type: "guid" },
    campaign: included(campaign, "campaignId"),
    lastMessageSentBy: {
      type: "string",
      values: ["visitor", "agent", "chatbot", "system"],
      default: "visitor",
    },
    customerSegments,
    fieldValues, // In the examples only (docs/api-notes.md#o56, docs/api-notes.md#o58).
    sessionId: { type: "guid" },
    session: included(session, "sessionId"),
    botId: { type: "guid" },
    chatBot: included(bot, "botId"),
  },
};
