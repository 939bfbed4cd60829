import type { FieldRules, ObjectRules } from "../../rules";
import { text } from "../common";
import { customFieldFields } from "./field-values";

const customVariableResultFields: FieldRules = {
  name: text,
  value: text,
  url: { type: "string", readOnly: true },
};

export const liveChatVisitor: ObjectRules = {
  name: "LiveChatVisitor",
  description: "A visitor who is on the web site now.",
  source: "published line 1385",
  kind: "collection",
  path: "/livechat/visitors",
  without: ["create", "update", "delete"],
  listing: { equal: { status: "status" } },
  fields: {
    name: { type: "string", readOnly: true },
    email: { type: "string", readOnly: true },
    status: {
      type: "string",
      readOnly: true,
      values: [
        "waitingForChat",
        "chatting",
        "preChat",
        "manuallyInvited",
        "autoInvited",
        "offlineMessage",
        "refusedByOperator",
        "refusedByVisitor",
        "chatEnded",
        "inSite",
        "outOfSite",
        "transferring",
        "mannullyInvitedByWindow",
        "systemProcessing",
      ],
    },
    pageViews: { type: "integer", readOnly: true, default: 0 },
    browser: { type: "string", readOnly: true },
    chats: { type: "integer", readOnly: true, default: 0 },
    city: { type: "string", readOnly: true },
    company: { type: "string", readOnly: true },
    country: { type: "string", readOnly: true },
    currentBrowsing: { type: "string", readOnly: true },
    customFields: {
      type: "object[]",
      readOnly: true,
      default: null, // As the examples have it.
      fields: customFieldFields,
      typeName: "CustomField",
    },
    customVariableResults: {
      type: "object[]",
      readOnly: true,
      fields: customVariableResultFields,
      typeName: "CustomVariableResult",
    },
    // The examples have a department's id in `department`, empty where there is none.
    departmentId: { type: "guid", readOnly: true, alsoNamed: ["department"], default: "" },
    firstVisitTime: { type: "datetime", readOnly: true },
    flashVersion: { type: "string", readOnly: true },
    ip: { type: "string", readOnly: true },
    searchKeywords: { type: "string", readOnly: true },
    landingPage: { type: "string", readOnly: true },
    language: { type: "string", readOnly: true },
    operatingSystem: { type: "string", readOnly: true },
    phone: { type: "string", readOnly: true },
    productService: { type: "string", readOnly: true },
    referrerUrl: { type: "string", readOnly: true },
    screenResolution: { type: "string", readOnly: true },
    searchEngine: { type: "string", readOnly: true },
    state: { type: "string", readOnly: true },
    timeZone: { type: "string", readOnly: true },
    visitTime: { type: "datetime", readOnly: true },
    visits: { type: "integer", readOnly: true, default: 0 },
  },
};
