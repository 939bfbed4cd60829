import { probably } from "../core/conditions";
import { defineResource } from "../core/definition";
import { entryId, flag, list, object, oneOf, text } from "../core/fields";
import { emails } from "../core/forms/addresses";
import { idOfTarget } from "../core/forms/id";
import { campaign } from "./campaign";
import { customRule } from "./custom-rule";
import { customerSegment } from "./customer-segment";
import { percentageToBot, priority, routeTo, routeToId } from "./routing-fields";
import { includedAgent } from "./systems/agent";
import { includedDepartment } from "./systems/department";

export const routing = defineResource({
  name: "Routing",
  description: "The routing of a campaign: which agents get its chats.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/routing",
  parents: { campaignId: campaign },
  after: [customerSegment],
  example: {
    isEnable: true,
    type: "simple",
    routeTo: "department",
    routeToId: { department: "Repairs" },
    priority: "normal",
  },
  fields: () => ({
    isEnable: flag("Whether chats are routed.", { default: false }),
    type: oneOf(["simple", "customRule"], "One target for all, or rules."),
    routeTo: routeTo({ when: probably("type", "simple") }),
    routeToId: routeToId(),
    routeToAgent: includedAgent("The agent."),
    routeToDepartment: includedDepartment("The department."),
    priority: priority(),
    percentageToBot: percentageToBot(),
    customRules: list(
      object("CustomRule", { id: entryId("Id of the rule."), ...customRule.fields }, "A rule."),
      "All rules: what isn't declared is removed. Or declare them as CustomRule.",
      { key: "name", resource: "CustomRule", when: probably("type", "customRule") },
    ),
    actionWhenNoRuleMatched: oneOf(
      ["routeToSite", "routeToDepartment", "routeToAgent", "redirectToOfflineMessage"],
      "What happens to a chat that meets no rule.",
    ),
    routeToIdWhenNoRuleMatched: routeToId(
      "The agent's number or the department's id, according to actionWhenNoRuleMatched.",
      idOfTarget("actionWhenNoRuleMatched", { agent: "routeToAgent", department: "routeToDepartment" }),
    ),
    routeToAgentWhenNoRuleMatched: includedAgent("The agent for chats that meet no rule."),
    routeToDepartmentWhenNoRuleMatched: includedDepartment("The department for chats that meet no rule."),
    priorityWhenNoRuleMatched: priority("Priority of chats that meet no rule."),
    percentageToBotWhenNoRuleMatched: percentageToBot("How many percent of them the chatbot gets."),
    emailsToReceiveOfflineMessage: text("Addresses that get offline messages; the separator isn't stated.", {
      when: probably("actionWhenNoRuleMatched", "redirectToOfflineMessage"),
      form: emails,
    }),
  }),
});
