import type { FieldRules, ObjectRules } from "../rules";
import { off, text, zero } from "./common";
import { conditions } from "./condition";
import { included } from "./included";

export const customRuleFields: FieldRules = {
  isEnable: off,
  name: text,
  order: { type: "integer", position: true },
  routeTo: { type: "string", values: ["agent", "department"], default: "agent" },
  routeToId: text,
  routeToAgent: included("Agent", "routeToId"),
  routeToDepartment: included("Department", "routeToId"),
  priority: { type: "string", values: ["lowest", "low", "normal", "high", "highest"], default: "lowest" },
  percentageToBot: zero,
  conditionMetType: { type: "string", values: ["all", "any", "logicalExpression"], default: "all" },
  logicalExpression: text,
  conditions,
};

export const customRule: ObjectRules = {
  name: "CustomRule",
  source: "published line 5405",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/routing/customRules",
  permissions: { write: ["Manage Campaigns"] },
  fields: customRuleFields,
};
