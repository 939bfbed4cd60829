import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";
import { off, text } from "./common";

export const campaignOfflineMessage: ObjectRules = {
  name: "CampaignOfflineMessage",
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
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
    fields: {
      type: "object[]",
      alsoNamed: ["field"], // The draft's name.
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    },
    id: { type: "guid", readOnly: true },
  },
};
