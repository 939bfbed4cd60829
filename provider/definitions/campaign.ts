import { defineResource } from "../core/definition";
import { text } from "../core/fields";

export const campaign = defineResource({
  name: "Campaign",
  description:
    "A campaign: one set of chat button, chat window, forms, invitations and routing, put on a web page by its installation code.",
  kind: "collection",
  path: "/livechat/campaigns",
  permissions: { write: ["Manage Campaigns"] },
  naturalKey: ["name"],
  lostOnDelete: "its installation code stops working on every page that has it",
  example: { name: "Sales", description: "Questions before an order", language: "English" },
  fields: () => ({
    name: text("Name of the campaign, shown to agents and in reports.", { required: true }),
    description: text("What the campaign is for."),
    language: text("Language of the visitor's side, by its name in the control panel.", {
      default: "English",
    }),
  }),
});
