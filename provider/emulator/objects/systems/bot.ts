import type { FieldRule, FieldRules, ObjectRules } from "../../rules";
import { image, off, text } from "../common";

const messageChannel: FieldRule = {
  type: "string",
  readOnly: true,
  values: [
    "Default",
    "Live Chat",
    "Facebook Messenger",
    "Twitter Direct Message",
    "WeChat",
    "WhatsApp",
    "SMS",
  ],
};

const botChannelGreetingFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  channel: { ...messageChannel, values: [...(messageChannel.values ?? []), "Voice"] },
  responses: { type: "any", default: [] },
};

const botChannelMessageFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  channel: messageChannel,
  message: text,
  ifIncludeContactAgentOption: off,
};

const botWebhookFields: FieldRules = {
  id: { type: "guid", readOnly: true, assigned: true },
  url: text,
  headers: { type: "any" },
};

export const bot: ObjectRules = {
  name: "Bot",
  description: "A chatbot of the site.",
  source: "global API",
  kind: "collection",
  path: "/bots",
  includedAs: "chatbot",
  without: ["list", "get", "create", "update", "delete"],
  fields: {
    name: text,
    engineType: { type: "string", readOnly: true, values: ["dialogflow", "chloe", "thirdParty"] },
    language: { type: "string", readOnly: true },
    avatar: image,
    isTrained: { type: "boolean", readOnly: true },
    greetingMessageInChannels: {
      type: "object[]",
      default: [],
      fields: botChannelGreetingFields,
      typeName: "BotChannelGreeting",
    },
    noAnswerMessageInChannels: {
      type: "object[]",
      default: [],
      fields: botChannelMessageFields,
      typeName: "BotChannelMessage",
    },
    messageWhenNotHelpful: text,
    ifIncludeContactAgentOptionWhenNotHelpful: { type: "boolean", default: true },
    messageWhenProvidingPossibleAnswer: text,
    consecutiveTimesOfPossibleAnswers: { type: "integer", default: 3 },
    messageAfterSeveralConsecutivePossibleAnswersInChannels: {
      type: "object[]",
      default: [],
      fields: botChannelMessageFields,
      typeName: "BotChannelMessage",
    },
    messageAfterVisitorChooseToContactAgent: text,
    contactAgentButtonTextWhenOnline: { type: "string", default: "Chat with Human Agent" },
    contactAgentButtonTextWhenOffline: { type: "string", default: "Leave a Message" },
    formSubmitButtonText: { type: "string", default: "Submit" },
    formCancelButtonText: { type: "string", default: "Cancel" },
    formConfirmButtonText: { type: "string", default: "Confirm" },
    highConfidenceScore: { type: "integer", minimum: 0, maximum: 100, default: 40 },
    noAnswerScore: { type: "integer", minimum: 0, maximum: 100, default: 10 },
    lastUpdatedTime: { type: "datetime", readOnly: true },
    thirdPartyWebhook: { type: "object", fields: botWebhookFields, typeName: "BotWebhook" },
    enabledChannels: { type: "string[]", default: [] },
  },
};
