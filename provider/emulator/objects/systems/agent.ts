import type { ObjectRules } from "../../rules";
import { off, text } from "../common";

export const agent: ObjectRules = {
  name: "Agent",
  description: "A person who answers chats, as the global API has it.",
  group: "globalAgents",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/agents",
  without: ["create", "update", "delete"],
  isNumbered: true,
  permissions: { read: ["Manage Agent & Agent Roles"] },
  listing: { pages: { items: "agents", total: "count", size: 10 } },
  fields: {
    email: { type: "string", readOnly: true },
    displayName: text,
    name: text, // In the examples of live chat only.
    firstName: text,
    lastName: text,
    isAdmin: off,
    isActive: { type: "boolean", default: true },
    phone: text,
    title: text,
    bio: text,
    timeZone: text,
    datetimeFormat: {
      type: "string",
      values: [
        "MM-dd-yyyy HH:mm:ss",
        "MM/dd/yyyy HH:mm:ss",
        "dd-MM-yyyy HH:mm:ss",
        "dd/MM/yyyy HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy/MM/dd HH:mm:ss",
      ],
      default: "MM-dd-yyyy HH:mm:ss",
    },
    createdTime: { type: "datetime", readOnly: true },
    isLocked: { type: "boolean", readOnly: true },
    lockedTime: { type: "datetime", readOnly: true },
    lastLoginTime: { type: "datetime", readOnly: true },
    permissionIds: { type: "integer[]", default: [] },
    roleIds: { type: "guid[]", default: [] },
    departmentIds: { type: "guid[]", default: [] },
    shiftIds: { type: "guid[]", default: [] },
  },
};
