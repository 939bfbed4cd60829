import { agentId, flag, id, integer, object, oneOf, set, text, time } from "../../core/fields";
import type { ObjectType } from "../../core/operation";

/** Defined in the vendor's global API, whose lists and gets are needed for look-ups; read-only here. */
export const agent: ObjectType = {
  name: "Agent",
  description: "An agent of the site: a person who chats.",
  hasId: false,
  fields: {
    id: agentId("Id of the agent.", { required: true, readOnly: true }),
    email: text("Login address.", { readOnly: true }),
    displayName: text("Name that visitors see; two agents may have the same."),
    // In those of offline messages, beside nothing else.
    name: text("Name of the agent, where an answer has no displayName.", { inExamplesOnly: true }),
    firstName: text("First name."),
    lastName: text("Last name."),
    isAdmin: flag("Whether the agent is an administrator.", { default: false }),
    isActive: flag("Whether the account is active.", { default: true }),
    phone: text("Phone number."),
    title: text("Job title."),
    bio: text("What the agent tells about themselves."),
    timeZone: text("Time zone, by its Windows name."),
    datetimeFormat: oneOf(
      // biome-ignore format: the list as the API document has it.
      ["MM-dd-yyyy HH:mm:ss", "MM/dd/yyyy HH:mm:ss", "dd-MM-yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss"],
      "How times are shown to the agent.",
      { default: "MM-dd-yyyy HH:mm:ss" },
    ),
    createdTime: time("When the account was made.", { readOnly: true }),
    isLocked: flag("Whether the account is locked.", { readOnly: true, default: false }),
    lockedTime: time("When it was locked.", { readOnly: true }),
    lastLoginTime: time("When the agent last signed in.", { readOnly: true }),
    permissionIds: set(integer("A permission."), "Permissions of the agent, by id."),
    roleIds: set(id("A role."), "Roles of the agent, by id."),
    departmentIds: set(id("A department."), "Departments of the agent, by id."),
    shiftIds: set(id("A shift."), "Shifts of the agent, by id."),
  },
};

/** An agent in an answer that was asked for with `include=agent`. */
export const includedAgent = (description: string) =>
  object("Agent", agent.fields, description, { include: "agent" });
