import type { ObjectRules } from "../rules";

export const kbIntegration: ObjectRules = {
  name: "KBIntegration",
  source: "published line 6068, draft line 1084",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/kbIntegration",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: { type: "boolean", default: false },
    selectedKBId: { type: "guid" },
    isSearchAllowedBeforeChatting: { type: "boolean", default: false },
    greetingMessageBeforeChatting: { type: "string", default: "" },
    isSearchAllowedBeforeOfflineMessage: { type: "boolean", default: false },
    greetingMessageBeforeOfflineMessage: { type: "string", default: "" },
    articlesShowedInSearchResult: { type: "integer", default: 0 },
    // Only the draft has it, and offers it as an include; there is no API for knowledge bases.
    selectedKB: {
      type: "any",
      readOnly: true,
      expanded: { include: "knowledgeBase", from: "selectedKBId", at: "/knowledgeBases" },
    },
  },
};
