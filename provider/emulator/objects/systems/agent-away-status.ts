import type { ObjectRules } from "../../rules";

export const agentAwayStatus: ObjectRules = {
  name: "AgentAwayStatus",
  description: "A status, besides Away, of an agent who is away.",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/agentAwayStatuses",
  without: ["create", "update", "delete"],
  permissions: { read: ["Manage Custom Away Status"] },
  listing: { pages: { items: "agentAwayStatuses", total: "count", size: 10 } },
  fields: {
    name: { type: "string", required: true },
    isSystem: { type: "boolean", readOnly: true, default: false },
    order: { type: "integer", readOnly: true },
  },
};
