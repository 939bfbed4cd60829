import { agentId, flag, id, object, oneOf, set, text } from "../../core/fields";
import type { ObjectType } from "../../core/operation";

/**
 * Defined in the vendor's global API; read-only here. Departments inside live chat examples have two fields under
 * other names (docs/api-notes.md#o32).
 */
export const department: ObjectType = {
  name: "Department",
  description: "A department: a group of agents that chats are routed to.",
  hasId: false,
  fields: {
    id: id("Id of the department.", { required: true, readOnly: true }),
    name: text("Name of the department.", { required: true }),
    description: text("What the department is for."),
    isAvailableInChat: flag("Whether it takes chats.", { default: false }),
    isAvailableInTicketingAndMessaging: flag("Whether it takes tickets.", { default: false }),
    offlineMessageMailTo: oneOf(
      ["All agents in the department", "The email address(es)"],
      "Who gets the department's offline messages.",
      { default: "All agents in the department", alsoNamed: ["offlineMessageMailType"] },
    ),
    offlineMessageEmailAddresses: text("Addresses that get the offline messages.", {
      alsoNamed: ["offlineMessageEmails"],
    }),
    agentIds: set(agentId("An agent."), "Agents of the department, by id.", { alsoNamed: ["memberIds"] }),
    site: text("The site, by its id.", { inExamplesOnly: true }),
    shiftIds: set(id("A shift."), "Shifts of the department, by id."),
  },
};

/** A department in an answer that was asked for with `include=department`. */
export const includedDepartment = (description: string) =>
  object("Department", department.fields, description, { include: "department" });
