import { probably } from "../core/conditions";
import { defineResource } from "../core/definition";
import { flag, id, integer } from "../core/fields";
import { campaign } from "./campaign";
import { includedBot } from "./systems/bot";

export const chatbotIntegration = defineResource({
  name: "ChatbotIntegration",
  description: "The chatbot of a campaign, and which chats it gets.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/chatbotIntegration",
  parents: { campaignId: campaign },
  example: {
    isEnable: true,
    selectedChatbotId: "8c9a7b10-2f4e-4a65-9d0f-5f1c2d3e4a51",
    isChatbotAllocatedWhenAgentOffline: true,
  },
  fields: () => ({
    isEnable: flag("Whether the chatbot is used."),
    selectedChatbotId: id("The chatbot."),
    selectedChatbot: includedBot("The chatbot."),
    isChatbotAllocatedWhenAgentOnline: flag("Whether it gets chats while agents are online."),
    ifDistributeChatsToChatbotByQueueLength: flag("Whether that depends on the queue."),
    ifDistributeChatsToChatbotByPercentage: flag("Whether it gets a part of the chats."),
    queueLength: integer("From how many waiting visitors on it gets chats.", {
      when: probably("ifDistributeChatsToChatbotByQueueLength", true),
    }),
    percentageToChatbot: integer("How many percent of the chats it gets.", {
      when: probably("ifDistributeChatsToChatbotByPercentage", true),
      minimum: 0,
      maximum: 100,
    }),
    isChatbotAllocatedWhenAgentOffline: flag("Whether it gets chats while no agent is online."),
  }),
});
