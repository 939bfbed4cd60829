import type { ObjectRules } from "../rules";
import { off, zero } from "./common";
import { included } from "./included";
import { bot } from "./systems/bot";

export const chatbotIntegration: ObjectRules = {
  name: "ChatbotIntegration",
  description: "A campaign's chatbot, and the chats that it takes.",
  source: "published line 5902, draft line 1018",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/chatbotIntegration",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    selectedChatbotId: { type: "guid" },
    selectedChatbot: included(bot, "selectedChatbotId"),
    isChatbotAllocatedWhenAgentOnline: off,
    ifDistributeChatsToChatbotByQueueLength: off,
    ifDistributeChatsToChatbotByPercentage: off,
    queueLength: zero,
    percentageToChatbot: zero,
    isChatbotAllocatedWhenAgentOffline: off,
  },
};
