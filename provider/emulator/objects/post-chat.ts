import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";
import { off, text } from "./common";

export const postChat: ObjectRules = {
  name: "PostChat",
  source: "published line 3568, draft line 512",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/postChat",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    fields: {
      type: "object[]",
      alsoNamed: ["field"], // The draft's name.
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    },
    greetingMessage: text,
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
  },
};
