import { defineResource } from "../core/definition";
import { flag, text } from "../core/fields";
import { campaign } from "./campaign";
import { formFieldLayoutStyle, formFields } from "./form-field";

export const postChat = defineResource({
  name: "PostChat",
  description: "The post-chat form of a campaign: what a visitor is asked after a chat.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/postChat",
  parents: { campaignId: campaign },
  example: {
    isEnable: true,
    greetingMessage: "How was it?",
    fields: [
      {
        field: { name: "Would you recommend us?", type: "NPS", leftText: "No", rightText: "Gladly" },
        isVisible: true,
      },
    ],
  },
  fields: () => ({
    isEnable: flag("Whether visitors see the form."),
    fields: formFields("postChat"),
    greetingMessage: text("Text above the form."),
    formFieldLayoutStyle,
  }),
});
