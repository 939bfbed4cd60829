import type { ObjectRules } from "../rules";
import { campaignFormFieldFields } from "./campaign-form-field";

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
    ifOpenCustomOfflineMessagePageInNewWindow: { type: "boolean", default: false },
    isTeamNameDisplayed: { type: "boolean", default: false },
    teamName: { type: "string", default: "" },
    isAgentAvatarDisplayed: { type: "boolean", default: false },
    greetingMessage: { type: "string", default: "" },
    emailOfflineMessageTo: {
      type: "string",
      values: ["allAgents", "customEmailAddresses"],
      default: "allAgents",
    },
    customEmailAddresses: { type: "string", default: "" },
    customEmailIfAddClientInfo: { type: "boolean", default: false },
    customEmailIfAddGeoInfo: { type: "boolean", default: false },
    customEmailIfAddNavigationInfo: { type: "boolean", default: false },
    customEmailIfAddVisitorInfo: { type: "boolean", default: false },
    formFieldLayoutStyle: { type: "string", values: ["leftOfInput", "aboveInput"], default: "leftOfInput" },
    fields: {
      type: "object[]",
      alsoNamed: ["field"],
      fields: campaignFormFieldFields,
      typeName: "CampaignFormField",
      members: { below: "campaignFormFields", key: "field.name", permanent: "field.isSystem" },
    }, // The draft.
    id: { type: "guid", readOnly: true },
  },
};
