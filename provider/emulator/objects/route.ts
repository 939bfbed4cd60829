import type { FieldRule, FieldRules } from "../rules";
import { text, zero } from "./common";
import { included } from "./included";
import { agent } from "./systems/agent";
import { department } from "./systems/department";

export const priority: FieldRule = {
  type: "string",
  values: ["lowest", "low", "normal", "high", "highest"],
  default: "lowest",
};

/** Where chats go: those of a custom rule, or all of them. */
export const routeFields: FieldRules = {
  routeTo: { type: "string", values: ["agent", "department"], default: "agent" },
  routeToId: text,
  routeToAgent: included(agent, "routeToId"),
  routeToDepartment: included(department, "routeToId"),
  priority,
  percentageToBot: zero,
};
