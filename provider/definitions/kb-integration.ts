import { probably } from "../core/conditions";
import { defineResource } from "../core/definition";
import { anything, flag, id, integer, text } from "../core/fields";
import { campaign } from "./campaign";

export const kbIntegration = defineResource({
  name: "KBIntegration",
  description: "The knowledge base of a campaign, and where visitors can search it.",
  kind: "singleton",
  // Both documents write KBIntegration in some places (docs/api-notes.md#o39).
  path: "/livechat/campaigns/{campaignId}/kbIntegration",
  parents: { campaignId: campaign },
  example: {
    isEnable: true,
    isSearchAllowedBeforeChatting: true,
    greetingMessageBeforeChatting: "Perhaps it is answered here",
    articlesShowedInSearchResult: 5,
  },
  fields: () => ({
    isEnable: flag("Whether the knowledge base is used."),
    selectedKBId: id("The knowledge base."),
    isSearchAllowedBeforeChatting: flag("Whether visitors can search before a chat."),
    greetingMessageBeforeChatting: text("Text above that search.", {
      when: probably("isSearchAllowedBeforeChatting", true),
    }),
    isSearchAllowedBeforeOfflineMessage: flag("Whether visitors can search before leaving a message."),
    greetingMessageBeforeOfflineMessage: text("Text above that search.", {
      when: probably("isSearchAllowedBeforeOfflineMessage", true),
    }),
    articlesShowedInSearchResult: integer("How many articles a search shows."),
    selectedKB: anything("The knowledge base (2020 draft, which doesn't describe it).", {
      include: "knowledgeBase",
    }),
  }),
});
