import type { ObjectRules } from "../../rules";
import { text, zero } from "../common";

export const visitor: ObjectRules = {
  name: "Visitor",
  description: "A visitor, as the global API has it, over all visits.",
  group: "globalVisitors",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/visitors",
  without: ["create", "update", "delete"],
  permissions: { read: ["Manage Settings"] },
  listing: { pages: { items: "visitors", total: "count", size: 10 } },
  fields: {
    name: text,
    email: text,
    numberOfVisits: zero,
    numberOfChats: zero,
    firstVisitTime: { type: "datetime" },
  },
};
