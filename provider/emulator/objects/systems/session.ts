import type { ObjectRules } from "../../rules";

export const session: ObjectRules = {
  name: "Session",
  source: "published line 1685",
  kind: "collection",
  path: "/livechat/sessions",
  without: ["create", "update", "delete"],
  fields: {
    startTime: { type: "datetime" },
    ip: { type: "string", default: "" },
    referrerURL: { type: "string", default: "" },
    searchEngine: { type: "string", default: "" },
    keywords: { type: "string", default: "" },
    browser: { type: "string", default: "" },
    flashVersion: { type: "string", default: "" },
    language: { type: "string", default: "" },
    screenResolution: { type: "string", default: "" },
    operatingSystem: { type: "string", default: "" },
    timeZone: { type: "string", default: "" },
    landingPageURL: { type: "string", default: "" },
    landingPageTitle: { type: "string", default: "" },
    visitorId: { type: "guid" },
    visitor: {
      type: "object",
      readOnly: true,
      expanded: { include: "visitor", from: "visitorId", at: "/globalSettings/visitors" },
      typeName: "Visitor",
    },
    contactId: { type: "integer", default: 0 },
    contact: {
      type: "object",
      readOnly: true,
      expanded: { include: "contact", from: "contactId", at: "/globalSettings/contacts" },
      typeName: "Contact",
    },
  },
};
