import type { ObjectRules } from "../rules";
import { off, text, zero } from "./common";

export const kbIntegration: ObjectRules = {
  name: "KBIntegration",
  description: "The knowledge base in which a campaign's visitors can search.",
  source: "published line 6068, draft line 1084",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/kbIntegration",
  otherCases: ["/livechat/campaigns/:campaignId/KBIntegration"], // Both documents have it (docs/api-notes.md#o39).
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    selectedKBId: { type: "guid" },
    isSearchAllowedBeforeChatting: off,
    greetingMessageBeforeChatting: text,
    isSearchAllowedBeforeOfflineMessage: off,
    greetingMessageBeforeOfflineMessage: text,
    articlesShowedInSearchResult: zero,
    // Only the draft has it, and offers it as an include; there is no API for knowledge bases.
    selectedKB: {
      type: "any",
      readOnly: true,
      expanded: { include: "knowledgeBase", from: "selectedKBId", at: "/knowledgeBases" },
    },
  },
};
