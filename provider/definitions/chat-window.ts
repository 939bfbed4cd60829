import { probably, when } from "../core/conditions";
import { defineResource } from "../core/definition";
import { colour, flag, id, integer, oneOf, oneOfIntegers, text } from "../core/fields";
import { email, emails } from "../core/forms/addresses";
import { campaign } from "./campaign";
import { customSMTPServer } from "./smtp-server";

const agentInfo = { when: when("headerType", "agentInfo") } as const;
// The text says classic or simple, and no style is named simple: bubble is a guess (docs/api-notes.md#o17).
const classicOrSimple = { when: probably("style", "classic", "bubble") } as const;
// The documents' conditions contradict the fields' names, so none is enforced (docs/api-notes.md#o18).
const ownSender = { when: "transcripts are sent to visitors, and not from the agent's own address" } as const;
const audioVideo = { when: "Settings.isAudioAndVideoChatEnabled is true" } as const;
const archiving = { when: probably("isTranscriptSentForArchiving", true) } as const;

export const chatWindow = defineResource({
  name: "ChatWindow",
  description: "The chat window of a campaign: how a chat looks and what it can do.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/chatWindow",
  parents: { campaignId: campaign },
  example: {
    style: "classic",
    type: "embedded",
    color: "#0A66C2",
    greetingMessage: "Welcome! What can we do for you?",
  },
  fields: () => ({
    style: oneOf(["classic", "circle", "bubble"], "Style of the window."),
    color: colour("Colour of the window."),
    type: oneOf(["embedded", "popup"], "Whether it is part of the page or a window of its own."),
    headerType: oneOf(["agentInfo", "bannerImage", "avatarAndLogo"], "What is at its top.", {
      when: when("style", "classic"),
    }),
    isAvatarDisplayed: flag("Whether the agent's picture is shown.", {
      when: when("headerType", "agentInfo", "avatarAndLogo"),
    }),
    isTitleDisplayed: flag("Whether the agent's title is shown.", agentInfo),
    isBioDisplayed: flag("Whether the agent's text about themselves is shown.", agentInfo),
    isLogoDisplayed: flag("Whether the logo is shown.", { when: when("headerType", "avatarAndLogo") }),
    // Typed as a text; its description and its example are a file's key (docs/api-notes.md#o16).
    logo: id("File key of the logo; set in the control panel.", { readOnly: true }),
    bannerImageType: oneOf(["fromGallery", "fromMyComputer"], "Where the banner comes from.", {
      readOnly: true,
    }),
    // The columns read-only and mandatory look swapped: every other picture is read-only
    // (docs/api-notes.md#o15).
    bannerImage: id("File key of the banner; set in the control panel.", {
      readOnly: true,
      when: when("headerType", "bannerImage"),
    }),
    isAvatarDisplayedWithMessage: flag("Whether the agent's picture is beside messages.", classicOrSimple),
    isBackgroundDisplayed: flag("Whether there is a background.", classicOrSimple),
    backgroundTexture: oneOfIntegers([0, 1, 2, 3, 4], "Which of the five backgrounds."),
    customCSS: text("Style sheet of your own."),
    isTranscriptDownloadAllowed: flag("Whether visitors can download the transcript."),
    isTranscriptPrintAllowed: flag("Whether visitors can print the transcript."),
    isTranscriptSentToVisitors: flag("Whether visitors get the transcript by e-mail."),
    isTranscriptSentFromCurrentAgentEmail: flag("Whether it comes from the agent's address.", {
      when: "transcripts are sent to visitors",
    }),
    fromEmailName: text("Name of the sender.", ownSender),
    fromEmailAddress: text("Address of the sender.", { ...ownSender, form: email }),
    isSMTPServerCustomized: flag("Whether a mail server of your own is used."),
    customSMTPServer,
    isSwitchToOfflineMessageAllow: flag("Whether visitors in the queue can leave a message instead."),
    isFileSendAllow: flag("Whether visitors can send files."),
    ifMarkUnreadMessage: flag("Whether unread messages are marked."),
    isAudioChatEnabled: flag("Whether audio chats are possible.", audioVideo),
    isVideoChatEnabled: flag("Whether video chats are possible.", audioVideo),
    isBrowserPopupNotificationEnabled: flag(
      "Whether the browser notifies of messages; private servers only.",
    ),
    ifEndChatWhenVisitorIsInactive: flag("Whether a chat ends when the visitor is inactive."),
    minutesOfVisitorInactivity: oneOfIntegers(
      [3, 5, 10, 15, 20, 30, 60],
      "After how many minutes of inactivity the chat ends.",
      {
        when: probably("ifEndChatWhenVisitorIsInactive", true),
      },
    ),
    isTranscriptSentForArchiving: flag("Whether transcripts are sent to an archive."),
    receivingEmailAddressesForArchivingTranscripts: text(
      "Addresses of the archive; the separator isn't stated.",
      { ...archiving, form: emails },
    ),
    emailSubjectForArchivingTranscripts: text("Subject of e-mails to the archive.", archiving),
    greetingMessage: text("The first message that a visitor sees."),
    // The draft's name ends with a colon (docs/api-notes.md#o79).
    isCustomJSEnabled: flag("Whether a script of your own runs.", { alsoNamed: ["isCustomJSEnabled:"] }),
    customJS: text("The script.", { when: probably("isCustomJSEnabled", true) }),
    width: integer("Width in pixels (2020 draft)."),
    height: integer("Height in pixels (2020 draft)."),
    customCSSOfClassic: text("Style sheet of the style classic (2020 draft).", {
      when: when("style", "classic"),
    }),
    customCSSOfCircle: text("Style sheet of the style circle (2020 draft).", {
      when: when("style", "circle"),
    }),
  }),
});
