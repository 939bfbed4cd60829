import type { ObjectRules } from "../../rules";

export const visitor: ObjectRules = {
  name: "Visitor",
  source: "global API",
  kind: "collection",
  path: "/globalSettings/visitors",
  without: ["create", "update", "delete"],
  permissions: { read: ["Manage Settings"] },
  listing: { pages: { items: "visitors", total: "count", size: 10 } },
  fields: {
    name: { type: "string", default: "" },
    email: { type: "string", default: "" },
    numberOfVisits: { type: "integer", default: 0 },
    numberOfChats: { type: "integer", default: 0 },
    firstVisitTime: { type: "datetime" },
  },
};
