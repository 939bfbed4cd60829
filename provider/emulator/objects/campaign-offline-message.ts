import type { ObjectRules } from "../rules";
import { off, text } from "./common";
import { formFieldLayoutStyle, formFields } from "./form";

export const campaignOfflineMessage: ObjectRules = {
  name: "CampaignOfflineMessage",
  description: "What a campaign's visitors see while no agent is online.",
  source: "published line 3749, draft line 567",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/offlineMessage",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    type: {
      type: "string",
      values: ["systemOfflineMessageWindow", "customOfflineMessagePage"],
      default: "systemOfflineMessageWindow",
    },
    customOfflineMessagePageURL: { type: "string", format: "url" },
    ifOpenCustomOfflineMessagePageInNewWindow: off,
    isTeamNameDisplayed: off,
    teamName: text,
    isAgentAvatarDisplayed: off,
    greetingMessage: text,
    emailOfflineMessageTo: {
      type: "string",
      values: ["allAgents", "customEmailAddresses"],
      default: "allAgents",
    },
    customEmailAddresses: text,
    customEmailIfAddClientInfo: off,
    customEmailIfAddGeoInfo: off,
    customEmailIfAddNavigationInfo: off,
    customEmailIfAddVisitorInfo: off,
    formFieldLayoutStyle,
    fields: formFields,
    id: { type: "guid", readOnly: true },
  },
};
