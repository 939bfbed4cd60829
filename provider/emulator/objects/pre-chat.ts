import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";
import { off, text } from "./common";

export const preChat: ObjectRules = {
  name: "PreChat",
  source: "published line 3351, draft line 451",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/preChat",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    isTeamNameDisplayed: off,
    teamName: text,
    isAgentAvatarDisplayed: off,
    greetingMessage: text,
    socialMediaLogin: { type: "string", values: ["none", "facebook"], default: "none" },
    isEnableGoogleReCAPTCHA: off,
    reCAPTCHALabel: text,
    fields: {
      type: "object[]",
      alsoNamed: ["field"], // The draft's name.
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    },
    isVisitorInfoRecorded: { type: "boolean", default: true },
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
  },
};
