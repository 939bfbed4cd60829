import type { ObjectRules } from "../../rules";

export const department: ObjectRules = {
  name: "Department",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/departments",
  without: ["create", "update", "delete"],
  permissions: { read: ["Manage departments"] },
  listing: { pages: { items: "departments", total: "count", size: 10 } },
  fields: {
    name: { type: "string", default: "" },
    description: { type: "string", default: "" },
    isAvailableInChat: { type: "boolean", default: false },
    isAvailableInTicketingAndMessaging: { type: "boolean", default: false },
    offlineMessageMailTo: {
      type: "string",
      values: ["All agents in the department", "The email address(es)"],
      default: "All agents in the department",
    },
    offlineMessageEmailAddresses: { type: "string", default: "" },
    agentIds: { type: "integer[]", default: [] },
    shiftIds: { type: "guid[]", default: [] },
  },
};
