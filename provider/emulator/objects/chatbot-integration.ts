import type { ObjectRules } from "../rules";

export const chatbotIntegration: ObjectRules = {
  name: "ChatbotIntegration",
  source: "published line 5902, draft line 1018",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/chatbotIntegration",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: { type: "boolean", default: false },
    selectedChatbotId: { type: "guid" },
    selectedChatbot: {
      type: "object",
      readOnly: true,
      expanded: { include: "chatbot", from: "selectedChatbotId", at: "/bots" },
      typeName: "Bot",
    },
    isChatbotAllocatedWhenAgentOnline: { type: "boolean", default: false },
    ifDistributeChatsToChatbotByQueueLength: { type: "boolean", default: false },
    ifDistributeChatsToChatbotByPercentage: { type: "boolean", default: false },
    queueLength: { type: "integer", default: 0 },
    percentageToChatbot: { type: "integer", default: 0 },
    isChatbotAllocatedWhenAgentOffline: { type: "boolean", default: false },
  },
};
