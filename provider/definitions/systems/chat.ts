import { agentId, flag, id, integer, list, number, object, oneOf, set, text, time } from "../../core/fields";
import type { ObjectType, Operation } from "../../core/operation";
import type { System } from "../../core/system";
import { autoInvitation } from "../auto-invitation";
import { campaign } from "../campaign";
import { customerSegment } from "../customer-segment";
import { member } from "../member";
import { agent } from "./agent";
import { includedBot } from "./bot";
import { includedDepartment } from "./department";
import { fieldValues } from "./field-value";
import { offlineMessage } from "./offline-message";
import { session } from "./session";

const chatMessage = object(
  "ChatMessage",
  {
    type: oneOf(["system", "visitor", "agent", "chatbot", "note"], "Who wrote it."),
    senderName: text("Name of who wrote it."),
    sentTime: time("When it was sent."),
    content: text("The message."),
    translatedMessage: text("Its translation."),
    attachmentUrl: text("Where the attachment is."),
  },
  "A message.",
);

const chatPreChat = object(
  "ChatPreChat",
  {
    socialMediaSource: oneOf(["none", "facebook"], "The network that the visitor signed in with."),
    socialProfileURL: text("Profile there."),
    name: text("Name."),
    email: text("E-mail address."),
    phone: text("Phone number."),
    company: text("Company."),
    productService: text("Product or service."),
    ticketID: text("Ticket."),
    fieldValues: fieldValues("Answers to custom fields."),
    departmentId: id("Department that the visitor chose."),
    department: includedDepartment("Department that the visitor chose."),
  },
  "What the visitor entered before the chat.",
);

const chatPostChat = object(
  "ChatPostChat",
  {
    // biome-ignore format: the list as the API document has it.
    ratingGrade: oneOf(["noRating", "level1", "level2", "level3", "level4", "level5"], "How the visitor rated the chat."),
    ratingComment: text("What the visitor said about it."),
    ratingTime: time("When."),
    fieldValues: fieldValues("Answers to custom fields."),
  },
  "What the visitor entered after the chat.",
);

const chatAgentWrapUp = object(
  "ChatAgentWrapUp",
  {
    // The examples have other names for these and for who changed them last (docs/api-notes.md#o54).
    categories: set(text("A category."), "Categories of the chat.", { alsoNamed: ["categorys"] }),
    comment: text("What the agent noted."),
    lastUpdatedTime: time("When."),
    lastUpdatedByAgentId: agentId("By whom.", { alsoNamed: ["lastUpdatedBy"] }),
    fieldValues: fieldValues("Answers to custom fields."),
  },
  "What the agent entered after the chat.",
);

const chat: ObjectType = {
  name: "Chat",
  description: "A chat that took place.",
  hasId: false,
  fields: {
    id: id("Id of the chat.", { required: true, readOnly: true }),
    agentIds: set(agentId("An agent."), "Agents of the chat, four at most."),
    agents: set(object("Agent", agent.fields, "An agent."), "Agents of the chat; bots count as agents.", {
      include: "agent",
    }),
    startTime: time("When it began."),
    endTime: time("When it ended."),
    ifQueued: flag("Whether the visitor had to wait in the queue."),
    ifAudioChatHappened: flag("Whether there was an audio chat.", { default: false }),
    ifVideoChatHappened: flag("Whether there was a video chat.", { default: false }),
    messages: list(chatMessage, "What was said, in order of time."),
    status: oneOf(["normal", "refused", "missed"], "How it went."),
    requestingPageTitle: text("Title of the page where it was asked for."),
    requestingPageURL: text("URL of the page where it was asked for."),
    source: oneOf(["chatButton", "autoInvitation", "manualInvitation"], "How it came about."),
    autoInvitationId: id("The auto invitation."),
    autoInvitation: member(autoInvitation, "The auto invitation.", {
      include: "autoInvitation",
    }),
    preChat: chatPreChat,
    postChat: chatPostChat,
    agentWrapUp: chatAgentWrapUp,
    // Linked to the format of one value; the example shows an object with several (docs/api-notes.md#o55).
    customVariable: object(
      "ChatCustomVariable",
      { fieldValues: fieldValues("Values of custom variables.") },
      "Custom variables of the visitor.",
    ),
    requestedTime: time("When it was asked for."),
    offlineMessageId: id("The message that was left instead."),
    offlineMessage: object("OfflineMessage", offlineMessage.fields, "The message that was left instead.", {
      include: "offlineMessage",
    }),
    avgResponseTime: number("Average time to an answer; presumably in seconds."),
    visitorMessagesCount: integer("Messages of the visitor.", { default: 0 }),
    agentMessagesCount: integer("Messages of agents.", { default: 0 }),
    campaignId: id("The campaign."),
    campaign: member(campaign, "The campaign.", { include: "campaign" }),
    lastMessageSentBy: oneOf(["visitor", "agent", "chatbot", "system"], "Who wrote last."),
    customerSegments: list(member(customerSegment, "A segment."), "Segments of the visitor."),
    fieldValues: fieldValues("Other values (docs/api-notes.md#o56).", { inExamplesOnly: true }),
    sessionId: id("The visit."),
    session: object("Session", session.fields, "The visit.", { include: "session" }),
    botId: id("The chatbot."),
    chatBot: includedBot("The chatbot."),
  },
};

const include = [
  "department",
  "agent",
  "campaign",
  "chatbot",
  "autoInvitation",
  "session",
  "offlineMessage",
] as const;

const condition = object(
  "ChatFilter",
  {
    field: oneOf(["name", "email", "company", "phone", "campaign"], "What is compared.", { required: true }),
    operate: oneOf(["contains", "notContains"], "How.", { required: true }),
    value: text("With what.", { required: true }),
  },
  "A condition.",
);

/** The chats of a visit; only the draft has it. */
export const chatsOfSession: Operation = {
  description: "The chats of a visit (2020 draft).",
  method: "GET",
  path: "/livechat/sessions/{sessionId}/chats",
  answer: "list",
  returns: chat,
  include: ["department", "agent", "chatbot", "campaign", "autoInvitation"],
  isWithdrawn: true,
};

export const chats: System = {
  endpointName: "chats",
  description: "The chats that took place.",
  operations: {
    list: {
      description: "The chats of a time, today's unless told; page by page as they are asked for.",
      method: "GET",
      path: "/livechat/chats",
      answer: "pages",
      returns: chat,
      include,
      query: {
        timeFrom: time("From when on, as yyyy-MM-ddTHH:mm:ss in UTC. Default: today."),
        timeTo: time("Until when. Default: today."),
        pageIndex: integer("The first page that is fetched, from 1.", { default: 1 }),
        pageSize: integer("How many are fetched at once.", { default: 50 }),
        departmentId: id("Chats of a department."),
        categoryId: id("Chats of a category."),
        visitorId: id("Chats of a visitor."),
        agentId: integer("Chats of an agent."),
        keywords: text("Chats that hold the words."),
        conditions: list(condition, "Chats for which all of it holds."),
      },
    },
    get: {
      description: "One chat.",
      method: "GET",
      path: "/livechat/chats/{id}",
      answer: "object",
      returns: chat,
      include,
    },
    delete: {
      description: "Deletes a chat.",
      method: "DELETE",
      path: "/livechat/chats/{id}",
      answer: "nothing",
    },
    deleteMany: {
      description: "Deletes several chats with one call.",
      method: "DELETE",
      path: "/livechat/chats",
      answer: "nothing",
      body: "ids",
    },
  },
};
