import type { ObjectRules } from "../rules";
import { formFields } from "./form";

export const agentWrapUp: ObjectRules = {
  name: "AgentWrapUp",
  description: "The form in which an agent notes, after a chat, what it was about.",
  source: "published line 4803, draft line 885",
  kind: "singleton",
  path: "/livechat/campaigns/:campaignId/agentWrapup",
  permissions: { write: ["Manage Campaigns"] },
  fields: {
    fields: formFields,
  },
};
