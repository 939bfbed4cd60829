import type { SiteCampaignArgs } from "pulumi-comm100";
import type { Secrets } from "./site";

/** The campaign on the shop's own pages: everything that a visitor sees is set here. */
export const store = (secrets: Secrets): SiteCampaignArgs => ({
  name: "Store",
  description: "Questions before an order",
  language: "English",

  chatButton: {
    type: "adaptive",
    adaptiveButtonColor: "#0A66C2",
    adaptiveButtonRightOffset: 24,
    isHideWhenOffline: true,
  },

  chatWindow: {
    style: "classic",
    type: "embedded",
    color: "#0A66C2",
    headerType: "avatarAndLogo",
    greetingMessage: "Welcome! What can we do for you?",
    isTranscriptSentForArchiving: true,
    receivingEmailAddressesForArchivingTranscripts: "archive@example.com",
    isSMTPServerCustomized: true,
    customSMTPServer: {
      fromName: "ExampleShop",
      fromEmail: "chat@example.com",
      mailServer: "mail.example.com",
      port: 587,
      encryptedType: "TLS",
      IsAuthenticationRequired: true,
      username: "chat",
      password: secrets.smtpPassword,
    },
  },

  // The whole form in one place: a field of ours, and a system field that is changed.
  preChat: {
    isEnable: true,
    greetingMessage: "Before we start",
    formFieldLayoutStyle: "aboveInput",
    fields: [
      { field: { name: "name" }, isVisible: true, isRequired: true },
      {
        field: {
          name: "Topic",
          type: "dropdownList",
          options: [{ value: "Delivery" }, { value: "Returns" }, { value: "Something else" }],
        },
        isVisible: true,
      },
    ],
  },

  // Here the form's settings and its fields are resources of their own.
  postChat: { isEnable: true, greetingMessage: "How was it?" },
  campaignFormFields: [
    {
      form: "postChat",
      field: { name: "Would you recommend us?", type: "NPS", leftText: "No", rightText: "Gladly" },
      isVisible: true,
    },
  ],

  offlineMessage: {
    type: "systemOfflineMessageWindow",
    greetingMessage: "Nobody is here right now. We answer by e-mail.",
    emailOfflineMessageTo: "allAgents",
  },

  agentWrapup: {
    fields: [
      {
        field: { name: "Outcome", type: "radioBox", options: [{ value: "Solved" }, { value: "Open" }] },
        isVisible: true,
        isRequired: true,
      },
    ],
  },

  languageSettings: {
    isCustomLanguageEnabled: true,
    customLanguageItems: [{ systemName: "Chat Now", customText: "Ask us" }],
  },

  invitation: { style: "popup" },
  manualInvitation: {
    manualInvitationPosition: "centered",
    manualInvitationText: "May we help?",
    manualInvitationTextColor: "#333333",
  },
  autoInvitations: [
    {
      name: "Hesitating at the cart",
      isEnable: true,
      text: "Questions about delivery or returns? We are here.",
      position: "bottomRight",
      conditionMetType: "all",
      conditions: [
        { field: "CurrentPageURL", operator: "contains", value: "/cart" },
        { field: "Numberofvisits", operator: "isMoreThan", value: "1" },
      ],
    },
  ],

  routing: { isEnable: true, type: "customRule", actionWhenNoRuleMatched: "routeToSite" },
  customRules: [
    {
      name: "Repairs",
      isEnable: true,
      routeTo: "department",
      routeToId: { department: "Repairs" },
      priority: "high",
      conditionMetType: "any",
      conditions: [{ field: "CurrentPageURL", operator: "contains", value: "/repairs" }],
    },
  ],

  chatbotIntegration: { isEnable: false, isChatbotAllocatedWhenAgentOffline: false },

  kbIntegration: {
    isEnable: true,
    isSearchAllowedBeforeChatting: true,
    greetingMessageBeforeChatting: "Perhaps it is answered here",
    articlesShowedInSearchResult: 5,
  },
});
