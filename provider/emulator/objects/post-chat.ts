import type { ObjectRules } from "../rules";
import { off, text } from "./common";
import { formFieldLayoutStyle, formFields } from "./form";

export const postChat: ObjectRules = {
  name: "PostChat",
  description: "The survey after a campaign's chats.",
  source: "published line 3568, draft line 512",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/postChat",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    fields: formFields,
    greetingMessage: text,
    formFieldLayoutStyle,
  },
};
