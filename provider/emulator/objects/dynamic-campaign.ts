import type { FieldRules, ObjectRules } from "../rules";
import { campaign } from "./campaign";
import { text } from "./common";
import { conditionMetType, conditions } from "./condition";
import { included } from "./included";

const dynamicCampaignRuleFields: FieldRules = {
  name: { type: "string", required: true },
  isEnabled: { type: "boolean", required: true },
  conditionMetType: { ...conditionMetType, required: true, default: undefined },
  logicalExpression: text,
  targetCampaignId: { type: "guid", required: true },
  targetCampaign: included(campaign, "targetCampaignId"),
  conditions,
  order: { type: "integer", required: true },
};

export const dynamicCampaign: ObjectRules = {
  name: "DynamicCampaign",
  description: "Which campaign a visitor gets, by rules.",
  source: "published line 886",
  kind: "singleton",
  path: "/livechat/dynamicCampaign",
  otherPaths: ["/livechat/liveChatSettings/dynamicCampaign"],
  fields: {
    defaultCampaignId: { type: "guid" },
    defaultCampaign: included(campaign, "defaultCampaignId"),
    dynamicCampaignRules: {
      type: "object[]",
      default: [],
      fields: dynamicCampaignRuleFields,
      typeName: "DynamicCampaignRule",
    },
  },
};
