import type { ObjectRules } from "../rules";
import { off, text, zero } from "./common";
import { customRuleFields } from "./custom-rule";
import { included } from "./included";
import { priority, routeFields, routeTarget } from "./route";
import { agent } from "./systems/agent";
import { department } from "./systems/department";

export const routing: ObjectRules = {
  name: "Routing",
  description: "Where a campaign's chats go.",
  source: "published line 5218",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/routing",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    isEnable: off,
    type: { type: "string", values: ["simple", "customRule"], default: "simple" },
    ...routeFields,
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
    routeToIdWhenNoRuleMatched: routeTarget,
    routeToAgentWhenNoRuleMatched: included(agent, "routeToIdWhenNoRuleMatched"),
    routeToDepartmentWhenNoRuleMatched: included(department, "routeToIdWhenNoRuleMatched"),
    priorityWhenNoRuleMatched: priority,
    percentageToBotWhenNoRuleMatched: zero,
    emailsToReceiveOfflineMessage: text,
  },
};
