import type { ObjectRules } from "../rules";
import { customRuleFields } from "./custom-rule";

export const routing: ObjectRules = {
  name: "Routing",
  source: "published line 5218",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/routing",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: { type: "boolean", default: false },
    type: { type: "string", values: ["simple", "customRule"], default: "simple" },
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
    customRules: {
      type: "object[]",
      fields: customRuleFields,
      typeName: "CustomRule",
      members: { below: "customRules", key: "name" },
    },
    actionWhenNoRuleMatched: {
      type: "string",
      values: ["routeToSite", "routeToDepartment", "routeToAgent", "redirectToOfflineMessage"],
      default: "routeToSite",
    },
    routeToIdWhenNoRuleMatched: { type: "string", default: "" },
    routeToAgentWhenNoRuleMatched: {
      type: "object",
      readOnly: true,
      expanded: { include: "agent", from: "routeToIdWhenNoRuleMatched", at: "/globalSettings/agents" },
      typeName: "Agent",
    },
    routeToDepartmentWhenNoRuleMatched: {
      type: "object",
      readOnly: true,
      expanded: {
        include: "department",
        from: "routeToIdWhenNoRuleMatched",
        at: "/globalSettings/departments",
      },
      typeName: "Department",
    },
    priorityWhenNoRuleMatched: {
      type: "string",
      values: ["lowest", "low", "normal", "high", "highest"],
      default: "lowest",
    },
    percentageToBotWhenNoRuleMatched: { type: "integer", default: 0 },
    emailsToReceiveOfflineMessage: { type: "string", default: "" },
  },
};
