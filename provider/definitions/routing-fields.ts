import { id, integer, type More, oneOf } from "../core/fields";

/** What routing and its custom rules share. */
export const routeTo = (more: More = {}) => oneOf(["agent", "department"], "Whom chats are routed to.", more);

export const routeToId = (description = "The agent's number or the department's id, according to routeTo.") =>
  id(description, { refersTo: ["Agent", "Department"] });

export const priority = (description = "Priority of the chats.") =>
  oneOf(["lowest", "low", "normal", "high", "highest"], description);

export const percentageToBot = (description = "How many percent of the chats the chatbot gets.") =>
  integer(description, { minimum: 0, maximum: 100 });
