import { defineResource } from "../core/definition";
import { flag, id, integer, list, object, text } from "../core/fields";
import { campaign } from "./campaign";
import { conditionMetType, logicalExpression } from "./condition-fields";
import { customerSegment } from "./customer-segment";
import { liveChatCondition } from "./live-chat-condition";
import { member } from "./member";

const included = (description: string) => member(campaign, description, { include: "campaign" });

const rule = object(
  "DynamicCampaignRule",
  {
    name: text("Name of the rule.", { required: true }),
    isEnabled: flag("Whether the rule is used.", { required: true }),
    conditionMetType: conditionMetType({ required: true }),
    logicalExpression,
    targetCampaignId: id("The campaign that the visitor gets.", { required: true, refersTo: ["Campaign"] }),
    targetCampaign: included("The campaign that the visitor gets."),
    conditions: list(liveChatCondition, "The conditions that a visitor meets."),
    order: integer("Position among the rules; the first that is met presumably wins.", { required: true }),
  },
  "A rule.",
);

export const dynamicCampaign = defineResource({
  name: "DynamicCampaign",
  description:
    "Which campaign a visitor gets where the page leaves it open. The vendor has withdrawn it from the published document.",
  kind: "singleton",
  isWithdrawn: true,
  // The draft has it below /livechat/liveChatSettings, too; the published file keeps this path
  // (docs/api-notes.md#o83).
  path: "/livechat/dynamicCampaign",
  after: [customerSegment],
  example: {
    defaultCampaignId: { campaign: "Sales" },
    dynamicCampaignRules: [
      {
        name: "Help pages",
        isEnabled: true,
        conditionMetType: "all",
        targetCampaignId: { campaign: "Support" },
        conditions: [{ field: "CurrentPageURL", operator: "contains", value: "/help" }],
        order: 1,
      },
    ],
  },
  fields: () => ({
    defaultCampaignId: id("The campaign where no rule is met.", { refersTo: ["Campaign"] }),
    defaultCampaign: included("The campaign where no rule is met."),
    dynamicCampaignRules: list(rule, "The rules. What isn't declared is removed.", { key: "name" }),
  }),
});
