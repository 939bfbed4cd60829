import type { ObjectRules } from "../rules";

export const campaign: ObjectRules = {
  name: "Campaign",
  kind: "collection",
  path: "/livechat/campaigns",
  fields: {
    // Mandatory and yet with a default ("Default Plan") in both documents: mandatory is the stricter reading.
    name: { type: "string", mandatory: true },
    description: { type: "string", default: "" },
    language: { type: "string", default: "English" },
  },
};
