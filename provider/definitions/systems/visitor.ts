import { id, integer, list, object, oneOf, text, time } from "../../core/fields";
import type { ObjectType } from "../../core/operation";
import type { System } from "../../core/system";
import { visitorStatuses } from "./visitor-status";

/** The visitor of the vendor's global API: what is known of a person over all visits. */
export const visitor: ObjectType = {
  name: "Visitor",
  description: "A visitor over all visits.",
  hasId: false,
  fields: {
    id: id("Id of the visitor.", { required: true, readOnly: true }),
    name: text("Name, as far as it is known."),
    email: text("E-mail address, as far as it is known."),
    numberOfVisits: integer("How often the visitor came."),
    numberOfChats: integer("How many chats there were."),
    firstVisitTime: time("When the visitor first came."),
  },
};

export const includedVisitor = (description: string) =>
  object("Visitor", visitor.fields, description, { include: "visitor" });

const customVariableResult: ObjectType = {
  name: "CustomVariableResult",
  description: "The value of a custom variable for one visitor.",
  hasId: false,
  fields: {
    // Marked read-only, as it selects an existing custom variable: its name has to be sent.
    name: text("Name of the custom variable.", { required: true }),
    value: text("Its value; the one part that can be changed."),
    url: text("The link behind the value.", { readOnly: true }),
  },
};

const customField: ObjectType = {
  name: "CustomField",
  hasId: false,
  fields: {
    id: id("Id of the field.", { readOnly: true }),
    name: text("Name of the field.", { readOnly: true }),
    value: text("What the visitor entered.", { readOnly: true }),
  },
};

const visitorStatus = oneOf(
  // biome-ignore format: the list as the API document has it, with its misspelling of manually.
  ["waitingForChat", "chatting", "preChat", "manuallyInvited", "autoInvited", "offlineMessage", "refusedByOperator", "refusedByVisitor", "chatEnded", "inSite", "outOfSite", "transferring", "mannullyInvitedByWindow", "systemProcessing"],
  "What the visitor is doing. A number in an answer is read as the word that it stands for.",
  { readOnly: true, numbered: visitorStatuses },
);

const liveChatVisitor: ObjectType = {
  name: "LiveChatVisitor",
  description: "A visitor who is on the site now.",
  hasId: false,
  fields: {
    id: id("Id of the visitor.", { required: true, readOnly: true }),
    name: text("Name, or the IP address.", { readOnly: true }),
    email: text("E-mail address.", { readOnly: true }),
    status: visitorStatus,
    pageViews: integer("Pages seen.", { readOnly: true }),
    browser: text("Browser.", { readOnly: true }),
    chats: integer("How many chats there were.", { readOnly: true }),
    city: text("City.", { readOnly: true }),
    company: text("Company.", { readOnly: true }),
    country: text("Country.", { readOnly: true }),
    currentBrowsing: text("URL of the page being viewed.", { readOnly: true }),
    customFields: list(object("CustomField", customField.fields, "A field."), "Answers to custom fields.", {
      readOnly: true,
    }),
    customVariableResults: list(
      object("CustomVariableResult", customVariableResult.fields, "A value."),
      "Values of custom variables.",
      { readOnly: true },
    ),
    // The examples have a text named department instead (docs/api-notes.md#o50).
    departmentId: id("Department that the visitor chose.", { readOnly: true, alsoNamed: ["department"] }),
    firstVisitTime: time("When the visitor first came.", { readOnly: true }),
    flashVersion: text("Version of Flash.", { readOnly: true }),
    ip: text("IP address.", { readOnly: true }),
    searchKeywords: text("What was searched for to come here.", { readOnly: true }),
    landingPage: text("Title and URL of the first page.", { readOnly: true }),
    language: text("Language of the browser.", { readOnly: true }),
    operatingSystem: text("Operating system.", { readOnly: true }),
    phone: text("Phone number.", { readOnly: true }),
    productService: text("Product or service that the visitor chose.", { readOnly: true }),
    referrerUrl: text("Where the visitor came from.", { readOnly: true }),
    screenResolution: text("Resolution of the screen.", { readOnly: true }),
    searchEngine: text("Search engine that the visitor came from.", { readOnly: true }),
    state: text("State or province.", { readOnly: true }),
    timeZone: text("Time zone, such as GMT +08:00.", { readOnly: true }),
    visitTime: time("When the current visit began.", { readOnly: true }),
    visits: integer("How often the visitor came.", { readOnly: true }),
  },
};

export const visitors: System = {
  endpointName: "visitors",
  description: "The visitors who are on the site now.",
  operations: {
    list: {
      description: "All visitors who are online, or those in one state.",
      method: "GET",
      path: "/livechat/visitors",
      answer: "list",
      returns: liveChatVisitor,
      query: { status: visitorStatus },
    },
    get: {
      description: "One visitor.",
      method: "GET",
      path: "/livechat/visitors/{id}",
      answer: "object",
      returns: liveChatVisitor,
    },
    changeCustomVariables: {
      // The draft has POST /livechat/visitors/{id}/customVariables:change for it (docs/api-notes.md#o87).
      // The visitor itself is read-only: the body is the bare list of values (docs/api-notes.md#o51).
      description: "Changes the values of custom variables for a visitor.",
      method: "PUT",
      path: "/livechat/visitors/{id}",
      answer: "object",
      returns: liveChatVisitor,
      body: { listOf: customVariableResult },
    },
  },
};
