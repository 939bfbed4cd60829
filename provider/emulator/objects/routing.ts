import type { ObjectRules } from "../rules";
import { off, text, zero } from "./common";
import { customRuleFields } from "./custom-rule";
import { included } from "./included";

export const routing: ObjectRules = {
  name: "Routing",
  source: "published line 5218",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/routing",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    type: { type: "string", values: ["simple", "customRule"], default: "simple" },
    routeTo: { type: "string", values: ["agent", "department"], default: "agent" },
    routeToId: text,
    routeToAgent: included("Agent", "routeToId"),
    routeToDepartment: included("Department", "routeToId"),
    priority: { type: "string", values: ["lowest", "low", "normal", "high", "highest"], default: "lowest" },
    percentageToBot: zero,
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
    routeToIdWhenNoRuleMatched: text,
    routeToAgentWhenNoRuleMatched: included("Agent", "routeToIdWhenNoRuleMatched"),
    routeToDepartmentWhenNoRuleMatched: included("Department", "routeToIdWhenNoRuleMatched"),
    priorityWhenNoRuleMatched: {
      type: "string",
      values: ["lowest", "low", "normal", "high", "highest"],
      default: "lowest",
    },
    percentageToBotWhenNoRuleMatched: zero,
    emailsToReceiveOfflineMessage: text,
  },
};
