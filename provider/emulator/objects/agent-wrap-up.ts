import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";

export const agentWrapUp: ObjectRules = {
  name: "AgentWrapUp",
  source: "published line 4803, draft line 885",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/agentWrapup",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    fields: {
      type: "object[]",
      alsoNamed: ["field"], // The draft's name.
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    },
  },
};
