import type { FieldRules, ObjectRules } from "../rules";
import { off } from "./common";
import { liveChatFieldFields, ratingGradeFields } from "./form-field";
import { systemFields } from "./system-fields";

export const campaignFormFieldFields: FieldRules = {
  field: { type: "object", fields: liveChatFieldFields, typeName: "LiveChatField" },
  isVisible: off,
  isRequired: off,
  order: { type: "integer", position: true },
  ratingGrades: {
    type: "object[]",
    default: [],
    fields: ratingGradeFields,
    typeName: "RatingGrade",
    keptBy: "grade",
  },
};

/** Those of each form. */
const [path = "", ...otherCollections] = Object.keys(systemFields);

export const campaignFormField: ObjectRules = {
  name: "CampaignFormField",
  description: "A field of one of a campaign's four forms.",
  source: "published line 6204",
  kind: "collection",
  path,
  otherCollections,
  memberPaths: ["/livechat/campaigns/:campaignId/campaignFormFields", "/livechat/campaignFormFields"],
  permanent: "field.isSystem",
  initial: systemFields,
  permissions: { write: ["Manage Campaigns"] },
  fields: campaignFormFieldFields,
};
