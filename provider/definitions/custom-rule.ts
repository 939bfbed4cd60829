import { defineResource } from "../core/definition";
import { flag, integer, list, text } from "../core/fields";
import { campaign } from "./campaign";
import { conditionMetType, logicalExpression } from "./condition-fields";
import { customerSegment } from "./customer-segment";
import { liveChatCondition } from "./live-chat-condition";
import { percentageToBot, priority, routeTo, routeToId } from "./routing-fields";
import { includedAgent } from "./systems/agent";
import { includedDepartment } from "./systems/department";

export const customRule = defineResource({
  name: "CustomRule",
  description: "A custom rule of a campaign's routing: where chats go that meet its conditions.",
  kind: "collection",
  path: "/livechat/campaigns/{campaignId}/routing/customRules",
  partOf: "/livechat/campaigns/{campaignId}/routing",
  parents: { campaignId: campaign },
  after: [customerSegment],
  naturalKey: ["name"],
  example: {
    name: "Repairs",
    isEnable: true,
    routeTo: "department",
    routeToId: { department: "Repairs" },
    conditions: [{ field: "CurrentPageURL", operator: "contains", value: "/repairs" }],
  },
  fields: () => ({
    isEnable: flag("Whether the rule is used."),
    // The documents don't call it mandatory; without it a rule couldn't be found again after a lost answer.
    name: text("Name of the rule.", { required: true }),
    order: integer("Position among the rules; the first that is met is used."),
    routeTo: routeTo(),
    routeToId: routeToId(),
    routeToAgent: includedAgent("The agent."),
    routeToDepartment: includedDepartment("The department."),
    priority: priority(),
    percentageToBot: percentageToBot(),
    conditionMetType: conditionMetType(),
    logicalExpression,
    conditions: list(liveChatCondition, "The conditions that a chat meets."),
  }),
});
