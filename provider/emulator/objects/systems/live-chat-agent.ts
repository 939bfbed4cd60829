import type { ObjectRules } from "../../rules";

export const liveChatAgent: ObjectRules = {
  name: "LiveChatAgent",
  description: "An agent's status, and the chats that go on.",
  source: "published line 1251",
  kind: "collection",
  path: "/livechat/agents",
  without: ["create", "delete"],
  isNumbered: true,
  permissions: { read: ["Manage Agent & Agent Roles"], write: ["Manage Agent & Agent Roles"] },
  fields: {
    status: {
      type: "string",
      required: true,
      openValues: { always: ["Online", "Away", "Offline"], namesOf: "/globalSettings/agentAwayStatuses" },
      default: "Offline",
    },
    ongoingChats: { type: "integer", readOnly: true, default: 0 },
  },
};
