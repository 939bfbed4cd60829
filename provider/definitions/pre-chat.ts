import { probably } from "../core/conditions";
import { defineResource } from "../core/definition";
import { flag, oneOf, text } from "../core/fields";
import { campaign } from "./campaign";
import { formFieldLayoutStyle, formFields } from "./form-field";

export const preChat = defineResource({
  name: "PreChat",
  description: "The pre-chat form of a campaign: what a visitor is asked before a chat.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/preChat",
  parents: { campaignId: campaign },
  example: {
    isEnable: true,
    greetingMessage: "Before we start",
    fields: [{ field: { name: "Order number", type: "textBox" }, isVisible: true }],
  },
  fields: () => ({
    isEnable: flag("Whether visitors see the form."),
    isTeamNameDisplayed: flag("Whether the team's name is shown."),
    teamName: text("Name of the team.", { when: probably("isTeamNameDisplayed", true) }),
    isAgentAvatarDisplayed: flag("Whether pictures of agents are shown."),
    greetingMessage: text("Text above the form."),
    socialMediaLogin: oneOf(["none", "facebook"], "The network that visitors can sign in with."),
    isEnableGoogleReCAPTCHA: flag("Whether visitors have to prove that they are people."),
    reCAPTCHALabel: text("Label of that test.", { when: probably("isEnableGoogleReCAPTCHA", true) }),
    fields: formFields("preChat"),
    isVisitorInfoRecorded: flag("Whether it is remembered what a visitor entered.", { default: true }),
    formFieldLayoutStyle,
  }),
});
