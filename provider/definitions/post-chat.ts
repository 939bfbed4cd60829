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
  fields: () => ({
    isEnable: flag("Whether visitors see the form."),
    fields: formFields("postChat"),
    greetingMessage: text("Text above the form."),
    formFieldLayoutStyle,
  }),
});
