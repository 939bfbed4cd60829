import { defineResource } from "../core/definition";
import { oneOf } from "../core/fields";
import { campaign } from "./campaign";
import { formFieldShape } from "./form-field";

export const campaignFormField = defineResource({
  name: "CampaignFormField",
  description:
    "A field of one of a campaign's forms. A system field, such as the visitor's name, is taken over by its name and put back as it was on delete.",
  kind: "collection",
  path: "/livechat/campaigns/{campaignId}/{form}/campaignFormFields",
  // Listed and created by form, but read, changed and deleted by campaign. The draft leaves the campaign out of
  // these paths; the published ones are newer (docs/api-notes.md#o87).
  memberPath: "/livechat/campaigns/{campaignId}/campaignFormFields",
  partOf: "/livechat/campaigns/{campaignId}/{form}",
  parents: { campaignId: campaign },
  choices: {
    form: oneOf(
      ["preChat", "postChat", "offlineMessage", "agentWrapup"],
      "The form that it is on. A change replaces the object.",
      { required: true, replaceOnChange: true },
    ),
  },
  naturalKey: ["field.name"],
  permanent: "field.isSystem",
  example: { form: "preChat", field: { name: "Order number", type: "textBox" }, isVisible: true },
  fields: () => formFieldShape(),
});
