import type { ObjectRules } from "../rules";
import { off, text } from "./common";
import { formFieldLayoutStyle, formFields } from "./form";

export const preChat: ObjectRules = {
  name: "PreChat",
  description: "The form before a campaign's chats.",
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
    fields: formFields,
    isVisitorInfoRecorded: { type: "boolean", default: true },
    formFieldLayoutStyle,
  },
};
