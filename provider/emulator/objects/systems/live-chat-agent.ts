import type { ObjectRules } from "../../rules";

export const liveChatAgent: ObjectRules = {
  name: "LiveChatAgent",
  source: "published line 1251",
  kind: "collection",
  path: "/livechat/agents",
  without: ["create", "delete"],
  permissions: { read: ["Manage Agent & Agent Roles"], write: ["Manage Agent & Agent Roles"] },
  fields: {
    // Or one of the site's own away statuses, which this API doesn't list.
    status: { type: "string", mandatory: true, default: "Offline" },
    ongoingChats: { type: "integer", readOnly: true, default: 0 },
  },
};
