import type { FieldRules, ObjectRules } from "../rules";
import { campaign } from "./campaign";
import { text } from "./common";
import { conditionMetType, conditions } from "./condition";
import { included } from "./included";

const dynamicCampaignRuleFields: FieldRules = {
  name: { type: "string", mandatory: true },
  isEnabled: { type: "boolean", mandatory: true },
  conditionMetType: { ...conditionMetType, mandatory: true, default: undefined },
  logicalExpression: text,
  targetCampaignId: { type: "guid", mandatory: true },
  targetCampaign: included(campaign, "targetCampaignId"),
  conditions,
  order: { type: "integer", mandatory: true },
};

export const dynamicCampaign: ObjectRules = {
  name: "DynamicCampaign",
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
