import type { ObjectRules } from "../rules";
import { text } from "./common";
import { included } from "./included";
import { agent } from "./systems/agent";
import { visitor } from "./systems/visitor";

export const ban: ObjectRules = {
  name: "Ban",
  description: "A visitor or addresses that can't chat.",
  source: "published line 7376",
  kind: "collection",
  path: "/livechat/bans",
  permissions: { read: ["Manage Ban List"], write: ["Manage Ban List"] },
  fields: {
    type: { type: "string", required: true, values: ["visitor", "ip", "ipRange"] },
    visitorId: { type: "guid", requiredWhen: { field: "type", values: ["visitor"] } },
    visitor: included(visitor, "visitorId"),
    ip: {
      type: "string",
      requiredWhen: { field: "type", values: ["ip"] },
      alsoNamed: ["ipAddress"], // In one example (docs/api-notes.md#o41).
      default: "",
    },
    ipRangeFrom: { type: "string", requiredWhen: { field: "type", values: ["ipRange"] }, default: "" },
    ipRangeTo: { type: "string", requiredWhen: { field: "type", values: ["ipRange"] }, default: "" },
    comment: text,
    lastUpdatedByAgentId: { type: "integer", readOnly: true, noted: "changed" },
    lastUpdatedAgent: included(agent, "lastUpdatedByAgentId"),
  },
};
