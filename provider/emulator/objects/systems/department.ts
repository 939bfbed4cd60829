import type { ObjectRules } from "../../rules";
import { off, text } from "../common";

export const department: ObjectRules = {
  name: "Department",
  description: "A group of agents.",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/departments",
  without: ["create", "update", "delete"],
  permissions: { read: ["Manage departments"] },
  listing: { pages: { items: "departments", total: "count", size: 10 } },
  fields: {
    name: text,
    description: text,
    isAvailableInChat: off,
    isAvailableInTicketingAndMessaging: off,
    offlineMessageMailTo: {
      type: "string",
      values: ["All agents in the department", "The email address(es)"],
      default: "All agents in the department",
    },
    offlineMessageEmailAddresses: text,
    agentIds: { type: "integer[]", default: [] },
    // In the examples of live chat only, which have GUIDs for the members (docs/api-notes.md#o32).
    memberIds: { type: "guid[]" },
    site: { type: "string", default: "10000" },
    shiftIds: { type: "guid[]", default: [] },
  },
};
