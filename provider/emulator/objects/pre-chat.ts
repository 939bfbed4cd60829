import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";

export const preChat: ObjectRules = {
  name: "PreChat",
  source: "published line 3351, draft line 451",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/preChat",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: { type: "boolean", default: false },
    isTeamNameDisplayed: { type: "boolean", default: false },
    teamName: { type: "string", default: "" },
    isAgentAvatarDisplayed: { type: "boolean", default: false },
    greetingMessage: { type: "string", default: "" },
    socialMediaLogin: { type: "string", values: ["none", "facebook"], default: "none" },
    isEnableGoogleReCAPTCHA: { type: "boolean", default: false },
    reCAPTCHALabel: { type: "string", default: "" },
    fields: {
      type: "object[]",
      alsoNamed: ["field"],
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    }, // The draft.
    isVisitorInfoRecorded: { type: "boolean", default: true },
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
  },
};
