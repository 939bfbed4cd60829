import type { FieldRules, ObjectRules } from "../rules";
import { liveChatConditionFields } from "./condition";

const dynamicCampaignRuleFields: FieldRules = {
  name: { type: "string", mandatory: true },
  isEnabled: { type: "boolean", mandatory: true },
  conditionMetType: { type: "string", mandatory: true, values: ["all", "any", "logicalExpression"] },
  logicalExpression: { type: "string", default: "" },
  targetCampaignId: { type: "guid", mandatory: true },
  targetCampaign: {
    type: "object",
    readOnly: true,
    expanded: { include: "campaign", from: "targetCampaignId", at: "/livechat/campaigns" },
    typeName: "Campaign",
  },
  conditions: {
    type: "object[]",
    default: [],
    fields: liveChatConditionFields,
    typeName: "LiveChatCondition",
  },
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
    defaultCampaign: {
      type: "object",
      readOnly: true,
      expanded: { include: "campaign", from: "defaultCampaignId", at: "/livechat/campaigns" },
      typeName: "Campaign",
    },
    dynamicCampaignRules: {
      type: "object[]",
      default: [],
      fields: dynamicCampaignRuleFields,
      typeName: "DynamicCampaignRule",
    },
  },
};
