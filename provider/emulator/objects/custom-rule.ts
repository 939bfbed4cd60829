import type { FieldRules, ObjectRules } from "../rules";
import { off, text } from "./common";
import { conditionMetType, conditions } from "./condition";
import { routeFields } from "./route";

export const customRuleFields: FieldRules = {
  isEnable: off,
  name: text,
  order: { type: "integer", position: true },
  ...routeFields,
  conditionMetType,
  logicalExpression: text,
  conditions,
};

export const customRule: ObjectRules = {
  name: "CustomRule",
  description: "A rule by which a campaign's chats go to an agent or a department.",
  source: "published line 5405",
  kind: "collection",
  path: "/livechat/campaigns/:campaignId/routing/customRules",
  permissions: { write: ["Manage Campaigns"] },
  fields: customRuleFields,
};
