import type { ObjectRules } from "../../rules";
import { text, zero } from "../common";
import { included } from "../included";
import { contact } from "./contact";
import { visitor } from "./visitor";

export const session: ObjectRules = {
  name: "Session",
  description: "One visit to the web site.",
  source: "published line 1685",
  kind: "collection",
  path: "/livechat/sessions",
  without: ["create", "update", "delete"],
  fields: {
    startTime: { type: "datetime" },
    ip: text,
    referrerURL: text,
    searchEngine: text,
    keywords: text,
    browser: text,
    flashVersion: text,
    language: text,
    screenResolution: text,
    operatingSystem: text,
    timeZone: text,
    landingPageURL: text,
    landingPageTitle: text,
    visitorId: { type: "guid" },
    visitor: included(visitor, "visitorId"),
    contactId: zero,
    contact: included(contact, "contactId"),
  },
};
