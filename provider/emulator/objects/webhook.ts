import type { FieldRule, ObjectRules } from "../rules";

export const eventRule: FieldRule = {
  type: "string",
  required: true,
  values: [
    "offlineMessageSubmitted",
    "agentStatusChanges",
    "chatStarts",
    "chatEnds",
    "chatWrappedUp",
    "chatRequested",
    "chatTransferred",
  ],
  // The draft's names of three events (docs/api-notes.md#o64).
  alsoSpelled: {
    operatorEventNotification: "agentStatusChanges",
    chatStarted: "chatStarts",
    chatEnded: "chatEnds",
  },
};

export const webhook: ObjectRules = {
  name: "Webhook",
  description: "An address that an event is posted to.",
  source: "published line 8798, draft line 1192",
  kind: "collection",
  path: "/livechat/webhooks",
  permissions: { read: ["Manage Integration"], write: ["Manage Integration"] },
  fields: {
    event: eventRule,
    // The draft's table calls it name, its examples targetUrl (docs/api-notes.md#o77).
    targetUrl: { type: "string", required: true, alsoNamed: ["name"], format: "url" },
  },
};
