import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";

export const postChat: ObjectRules = {
  name: "PostChat",
  source: "published line 3568, draft line 512",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/postChat",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: { type: "boolean", default: false },
    fields: {
      type: "object[]",
      alsoNamed: ["field"],
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    }, // The draft.
    greetingMessage: { type: "string", default: "" },
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
  },
};
