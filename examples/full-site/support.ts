import type { SiteCampaignArgs } from "pulumi-comm100";

/** The campaign on the help pages: a link that leads to the people who repair. */
export const support: SiteCampaignArgs = {
  name: "Support",
  description: "Questions after an order",
  chatButton: { type: "textLink", textLinkButtonText: "Talk to us" },
  routing: {
    isEnable: true,
    type: "simple",
    routeTo: "department",
    routeToId: { department: "Repairs" },
    priority: "normal",
  },
};
