import { defineResource } from "../core/definition";
import { oneOf, url } from "../core/fields";

export const webhook = defineResource({
  name: "Webhook",
  description: "A webhook: Comm100 posts each event of one type to a URL of yours.",
  kind: "collection",
  path: "/livechat/webhooks",
  permissions: { read: ["Manage Integration"], write: ["Manage Integration"] },
  // There is nothing else to tell webhooks apart by; the API doesn't forbid two of the same.
  naturalKey: ["event", "targetUrl"],
  example: { event: "chatEnds", targetUrl: "https://hooks.example.com/comm100" },
  fields: () => ({
    event: oneOf(
      // biome-ignore format: one line keeps the list of events comparable with the API document.
      ["offlineMessageSubmitted", "agentStatusChanges", "chatStarts", "chatEnds", "chatWrappedUp", "chatRequested", "chatTransferred"],
      "The event that is posted.",
      // The draft has other names for three events; the published ones are newer (docs/api-notes.md#o64).
      // biome-ignore format: as above.
      { required: true, draftSpellings: { chatStarted: "chatStarts", chatEnded: "chatEnds", operatorEventNotification: "agentStatusChanges" } },
    ),
    // The draft's table calls it `name`, its examples `targetUrl` (docs/api-notes.md#o77).
    targetUrl: url("The URL that receives the event as an HTTP request with a JSON body.", {
      required: true,
      alsoNamed: ["name"],
    }),
  }),
});
