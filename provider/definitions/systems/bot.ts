import {
  anything,
  flag,
  id,
  integer,
  list,
  map,
  object,
  oneOf,
  set,
  text,
  time,
  url,
} from "../../core/fields";
import type { ObjectType } from "../../core/operation";
import { image } from "../image";

const channels = [
  "Default",
  "Live Chat",
  "Facebook Messenger",
  "Twitter Direct Message",
  "WeChat",
  "WhatsApp",
  "SMS",
] as const;

const greeting = object(
  "BotChannelGreeting",
  {
    id: id("Id of the greeting.", { readOnly: true }),
    channel: oneOf([...channels, "Voice"], "The channel.", { required: true, readOnly: true }),
    responses: list(anything("A response of the bot."), "What the bot says.", { required: true }),
  },
  "A greeting.",
);

const message = object(
  "BotChannelMessage",
  {
    id: id("Id of the message.", { readOnly: true }),
    channel: oneOf([...channels], "The channel.", { required: true, readOnly: true }),
    message: text("What the bot says.", { required: true }),
    ifIncludeContactAgentOption: flag("Whether it offers an agent.", { required: true, default: false }),
  },
  "A message.",
);

/** Defined in the vendor's bot API, which this package doesn't cover. */
export const bot: ObjectType = {
  name: "Bot",
  description: "A chatbot, as the vendor's bot API describes it.",
  hasId: false,
  fields: {
    id: id("Id of the bot.", { readOnly: true }),
    name: text("Name of the bot.", { required: true }),
    engineType: oneOf(["dialogflow", "chloe", "thirdParty"], "What runs the bot.", {
      required: true,
      readOnly: true,
      default: "dialogflow",
    }),
    language: text("Language code.", { required: true, readOnly: true, default: "en" }),
    avatar: image("Picture of the bot."),
    isTrained: flag("Whether the bot is trained.", { readOnly: true, default: false }),
    greetingMessageInChannels: list(greeting, "Greetings."),
    noAnswerMessageInChannels: list(message, "What it says without an answer."),
    messageWhenNotHelpful: text("What it says when it was no help."),
    ifIncludeContactAgentOptionWhenNotHelpful: flag("Whether it then offers an agent.", { default: true }),
    messageWhenProvidingPossibleAnswer: text("What it says with a possible answer."),
    consecutiveTimesOfPossibleAnswers: integer("How many possible answers it gives in a row.", {
      default: 3,
    }),
    messageAfterSeveralConsecutivePossibleAnswersInChannels: list(message, "What it says after that."),
    messageAfterVisitorChooseToContactAgent: text("What it says when an agent is asked for."),
    contactAgentButtonTextWhenOnline: text("Text of the button.", { default: "Chat with Human Agent" }),
    contactAgentButtonTextWhenOffline: text("Text of the button.", { default: "Leave a Message" }),
    formSubmitButtonText: text("Text of the button.", { default: "Submit" }),
    formCancelButtonText: text("Text of the button.", { default: "Cancel" }),
    formConfirmButtonText: text("Text of the button.", { default: "Confirm" }),
    highConfidenceScore: integer("From which score on an answer is sure.", {
      default: 40,
      minimum: 0,
      maximum: 100,
    }),
    noAnswerScore: integer("Below which score there is no answer.", {
      default: 10,
      minimum: 0,
      maximum: 100,
    }),
    lastUpdatedTime: time("When it was last changed.", { readOnly: true }),
    thirdPartyWebhook: object(
      "BotWebhook",
      {
        id: id("Id of the webhook.", { readOnly: true }),
        url: url("Where the bot is.", { required: true }),
        headers: map("Headers of its requests."),
      },
      "The bot of another vendor.",
    ),
    enabledChannels: set(text("A channel."), "Channels where the bot answers."),
  },
};

export const includedBot = (description: string) =>
  object("Bot", bot.fields, description, { include: "chatbot" });
