import type { ObjectRules } from "../rules";
import { text } from "./common";

export const campaign: ObjectRules = {
  name: "Campaign",
  description:
    "A chat button with the window, forms, invitations and routing behind it, for one part of a web site.",
  source: "published line 2527, draft line 145",
  kind: "collection",
  path: "/livechat/campaigns",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    // Mandatory and yet with a default ("Default Plan") in both documents: to require it is the stricter reading.
    name: { type: "string", required: true },
    description: text, // The default is ours.
    language: { type: "string", default: "English" },
  },
};
