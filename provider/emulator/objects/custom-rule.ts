import type { FieldRules, ObjectRules } from "../rules";
import { liveChatConditionFields } from "./condition";

export const customRuleFields: FieldRules = {
  isEnable: { type: "boolean", default: false },
  name: { type: "string", default: "" },
  order: { type: "integer", position: true },
  routeTo: { type: "string", values: ["agent", "department"], default: "agent" },
  routeToId: { type: "string", default: "" },
  routeToAgent: {
    type: "object",
    readOnly: true,
    expanded: { include: "agent", from: "routeToId", at: "/globalSettings/agents" },
    typeName: "Agent",
  },
  routeToDepartment: {
    type: "object",
    readOnly: true,
    expanded: { include: "department", from: "routeToId", at: "/globalSettings/departments" },
    typeName: "Department",
  },
  priority: { type: "string", values: ["lowest", "low", "normal", "high", "highest"], default: "lowest" },
  percentageToBot: { type: "integer", default: 0 },
  conditionMetType: { type: "string", values: ["all", "any", "logicalExpression"], default: "all" },
  logicalExpression: { type: "string", default: "" },
  conditions: {
    type: "object[]",
    default: [],
    fields: liveChatConditionFields,
    typeName: "LiveChatCondition",
  },
};

export const customRule: ObjectRules = {
  name: "CustomRule",
  source: "published line 5405",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/routing/customRules",
  permissions: { write: ["Manage Campaigns"] },
  fields: customRuleFields,
};
