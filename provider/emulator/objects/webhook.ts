import type { ObjectRules } from "../rules";

export const webhook: ObjectRules = {
  name: "Webhook",
  kind: "collection",
  path: "/livechat/webhooks",
  fields: {
    event: {
      type: "string",
      mandatory: true,
      values: [
        "offlineMessageSubmitted",
        "agentStatusChanges",
        "chatStarts",
        "chatEnds",
        "chatWrappedUp",
        "chatRequested",
        "chatTransferred",
      ],
      // O64: the draft's names.
      also: {
        operatorEventNotification: "agentStatusChanges",
        chatStarted: "chatStarts",
        chatEnded: "chatEnds",
      },
    },
    targetUrl: { type: "string", mandatory: true, format: "url" },
  },
};
