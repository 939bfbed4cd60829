import { agentId, id, integer, list, object, oneOf, text, time } from "../../core/fields";
import type { ObjectType, Operation } from "../../core/operation";
import type { System } from "../../core/system";
import { autoInvitation } from "../auto-invitation";
import { campaign } from "../campaign";
import { customerSegment } from "../customer-segment";
import { member } from "../member";
import { includedAgent } from "./agent";
import { includedDepartment } from "./department";
import { fieldValues } from "./field-value";
import { session } from "./session";

export const offlineMessage: ObjectType = {
  name: "OfflineMessage",
  description: "A message that a visitor left while no agent was online.",
  hasId: false,
  fields: {
    id: id("Id of the message.", { required: true, readOnly: true }),
    createdTime: time("When it was left."),
    // The examples misspell it (docs/api-notes.md#o57).
    ssoUserId: text("The visitor's id of single sign-on.", { alsoNamed: ["ssoUSerId"] }),
    name: text("Name."),
    email: text("E-mail address."),
    phone: text("Phone number."),
    company: text("Company."),
    departmentId: id("Department that the visitor chose."),
    department: includedDepartment("Department that the visitor chose."),
    agentId: agentId("The agent."),
    agent: includedAgent("The agent."),
    ticketId: integer("The ticket that was made of it."),
    subject: text("Subject."),
    message: text("The message."),
    requestingPageTitle: text("Title of the page where it was left."),
    requestingPageURL: text("URL of the page where it was left."),
    source: oneOf(["chatButton", "autoInvitation"], "How it came about."),
    autoInvitationId: id("The auto invitation."),
    autoInvitation: member(autoInvitation, "The auto invitation.", {
      include: "autoInvitation",
    }),
    campaignId: id("The campaign."),
    campaign: member(campaign, "The campaign.", { include: "campaign" }),
    sessionId: id("The visit."),
    session: object("Session", session.fields, "The visit.", { include: "session" }),
    customerSegments: list(member(customerSegment, "A segment."), "Segments of the visitor."),
    // In one example, for these two, without saying for which (docs/api-notes.md#o58).
    fieldValues: fieldValues("Instead of the next two.", { inExamplesOnly: true }),
    customFields: fieldValues("Answers to custom fields."),
    customVariables: fieldValues("Values of custom variables."),
    attachment: object(
      "Attachment",
      { name: text("Name of the file."), uri: text("Where it is.") },
      "A file that came with it.",
    ),
  },
};

const include = ["department", "agent", "campaign", "autoInvitation", "session"] as const;

/** The offline messages of a visit; only the draft has it. */
export const offlineMessagesOfSession: Operation = {
  description: "The offline messages of a visit (2020 draft).",
  method: "GET",
  path: "/livechat/sessions/{sessionId}/offlineMessages",
  answer: "list",
  returns: offlineMessage,
  include: ["department", "agent", "campaign", "autoInvitation"],
  isWithdrawn: true,
};

export const offlineMessages: System = {
  endpointName: "offlineMessages",
  description: "The messages that visitors left while no agent was online.",
  operations: {
    list: {
      description: "The messages of a time, today's unless told; page by page as they are asked for.",
      method: "GET",
      path: "/livechat/offlineMessages",
      answer: "pages",
      returns: offlineMessage,
      include,
      query: {
        timeFrom: time("From when on, as yyyy-MM-ddTHH:mm:ss in UTC. Default: today."),
        timeTo: time("Until when. Default: today."),
        campaignId: id("Messages of a campaign."),
        departmentId: id("Messages to a department."),
        agentId: integer("Messages to an agent."),
        // An older name of the customer segment (docs/api-notes.md#o60).
        visitorSegmentId: id("Messages of visitors in a customer segment."),
        keywords: text("Messages that hold the words in subject or text."),
        pageIndex: integer("The first page that is fetched, from 1.", { default: 1 }),
        pageSize: integer("How many are fetched at once.", { default: 50 }),
      },
    },
    get: {
      description: "One message.",
      method: "GET",
      path: "/livechat/offlineMessages/{id}",
      answer: "object",
      returns: offlineMessage,
      include,
    },
    delete: {
      description: "Deletes a message.",
      method: "DELETE",
      path: "/livechat/offlineMessages/{id}",
      answer: "nothing",
    },
    deleteMany: {
      description: "Deletes several messages with one call.",
      method: "DELETE",
      path: "/livechat/offlineMessages",
      answer: "nothing",
      body: "ids",
    },
  },
};
