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

/** The id of an agent or a department, as another field says. */
export const routeTarget: FieldRule = { ...text, refersTo: [agent.path, department.path] };

/** Where chats go: those of a custom rule, or all of them. */
export const routeFields: FieldRules = {
  routeTo: { type: "string", values: ["agent", "department"], default: "agent" },
  routeToId: routeTarget,
  routeToAgent: included(agent, "routeToId"),
  routeToDepartment: included(department, "routeToId"),
  priority,
  percentageToBot: zero,
};
