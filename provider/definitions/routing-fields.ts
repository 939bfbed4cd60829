import { id, integer, type More, oneOf } from "../core/fields";
import type { Form } from "../core/forms/form";
import { idOfTarget } from "../core/forms/id";

/** What routing and its custom rules share. */
export const routeTo = (more: More = {}) => oneOf(["agent", "department"], "Whom chats are routed to.", more);

const ofRouteTo = idOfTarget("routeTo", { agent: "agent", department: "department" });

export const routeToId = (
  description = "The agent's number or the department's id, according to routeTo.",
  form: Form = ofRouteTo,
) => id(description, { refersTo: ["Agent", "Department"], form });

export const priority = (description = "Priority of the chats.") =>
  oneOf(["lowest", "low", "normal", "high", "highest"], description);

export const percentageToBot = (description = "How many percent of the chats the chatbot gets.") =>
  integer(description, { minimum: 0, maximum: 100 });
