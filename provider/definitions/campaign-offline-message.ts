import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { flag, id, oneOf, text, url } from "../core/fields";
import { emails } from "../core/forms/addresses";
import { campaign } from "./campaign";
import { formFieldLayoutStyle, formFields } from "./form-field";

const ownPage = { when: when("type", "customOfflineMessagePage") } as const;
const withoutRouting = { when: "Routing.isEnable is false" } as const;

export const campaignOfflineMessage = defineResource({
  name: "CampaignOfflineMessage",
  description: "The offline message form of a campaign: what a visitor sees while no agent is online.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/offlineMessage",
  parents: { campaignId: campaign },
  example: {
    type: "systemOfflineMessageWindow",
    greetingMessage: "Nobody is here right now. We answer by e-mail.",
    emailOfflineMessageTo: "allAgents",
  },
  fields: () => ({
    type: oneOf(
      ["systemOfflineMessageWindow", "customOfflineMessagePage"],
      "Comm100's window or a page of yours.",
    ),
    customOfflineMessagePageURL: url("The page.", ownPage),
    ifOpenCustomOfflineMessagePageInNewWindow: flag("Whether the page opens in a new window.", ownPage),
    isTeamNameDisplayed: flag("Whether the team's name is shown."),
    teamName: text("Name of the team.", { when: probably("isTeamNameDisplayed", true) }),
    isAgentAvatarDisplayed: flag("Whether pictures of agents are shown."),
    greetingMessage: text("Text above the form."),
    emailOfflineMessageTo: oneOf(
      ["allAgents", "customEmailAddresses"],
      "Who gets the messages by e-mail.",
      withoutRouting,
    ),
    customEmailAddresses: text("The addresses; the separator isn't stated.", {
      ...withoutRouting,
      form: emails,
    }),
    customEmailIfAddClientInfo: flag("Whether the e-mail tells the visitor's browser and system."),
    customEmailIfAddGeoInfo: flag("Whether the e-mail tells where the visitor is."),
    customEmailIfAddNavigationInfo: flag("Whether the e-mail tells which pages the visitor saw."),
    customEmailIfAddVisitorInfo: flag("Whether the e-mail tells who the visitor is."),
    formFieldLayoutStyle,
    fields: formFields("offlineMessage"),
    id: id("Id of the form (2020 draft).", { readOnly: true }),
  }),
});
