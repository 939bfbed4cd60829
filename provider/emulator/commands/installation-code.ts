import { existing, placeOf } from "../endpoints/places";
import { json } from "../wire/answers";
import type { Command } from "./command";

export const installationCode: Command = {
  operationId: "installationCode.get",
  summary: "Get the installation code",
  description: "What puts a campaign's chat button on a web page.",
  source: "published line 2757",
  method: "GET",
  path: "/livechat/campaigns/:campaignId/installationCode",
  answers: { typeName: "InstallationCode", fields: { code: { type: "string", readOnly: true } } },
  answer(context, store) {
    const campaign = existing(store, placeOf("/livechat/campaigns/:campaignId", context));
    return json(context, { code: snippet(String(campaign.id)) });
  },
};

/**
 * The example prints the line breaks as they are; JSON wants them escaped (docs/api-notes.md#o61). What the script
 * does is ours.
 */
const snippet = (campaign: string) =>
  [
    "<!-- live chat: put this before the end of the body -->",
    `<div id="comm100-button-${campaign}"></div>`,
    `<script async src="https://chat.example.com/livechat.ashx?campaignId=${campaign}"></script>`,
  ].join("\n");
