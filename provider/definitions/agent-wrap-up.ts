import { defineResource } from "../core/definition";
import { campaign } from "./campaign";
import { formFields } from "./form-field";

export const agentWrapUp = defineResource({
  name: "AgentWrapUp",
  description: "The agent wrap-up form of a campaign: what an agent notes after a chat.",
  kind: "singleton",
  path: "/livechat/campaigns/{campaignId}/agentWrapup",
  parents: { campaignId: campaign },
  example: {
    fields: [
      {
        field: { name: "Outcome", type: "radioBox", options: [{ value: "Solved" }, { value: "Open" }] },
        isVisible: true,
      },
    ],
  },
  fields: () => ({ fields: formFields("agentWrapup") }),
});
