/** What a program may say: compiled by `npm run check`, never run. Each expected error has to be one. */
import * as pulumi from "@pulumi/pulumi";
import * as comm100 from "pulumi-comm100";
import { type Client, createClient } from "pulumi-comm100/api";

const sales = new comm100.Campaign("sales", { name: "Sales" });

new comm100.ChatButton("button", {
  campaignId: sales.id,
  type: pulumi.output("adaptive" as const),
  allowedDomains: [pulumi.interpolate`${sales.name}.example.com`],
});

new comm100.AutoInvitation(
  "hello",
  {
    campaignId: sales.id,
    name: pulumi.secret("Hello"),
    textSize: undefined,
    conditions: pulumi.output([{ field: "City" as const, operator: "is" as const, value: "Oslo" }]),
  },
  {
    protect: true,
    dependsOn: [sales],
    provider: new comm100.Provider("eu", { baseUrl: "https://api3.comm100.io" }),
  },
);

new comm100.Webhook("archive", {
  // @ts-expect-error there is no such event
  event: "chatEnd",
  targetUrl: "https://hooks.example.com",
});

// @ts-expect-error there is no such property
new comm100.Campaign("typo", { name: "Sales", descripton: "" });

// @ts-expect-error a campaign needs a name
new comm100.Campaign("nameless", {});

// The draft's spelling is fine, and outputs have their types.
new comm100.Webhook("draft", { event: "chatStarted", targetUrl: "https://hooks.example.com" });
export const name: pulumi.Output<string> = sales.name;
export const language: pulumi.Output<string | undefined> = sales.language;

export async function useClient(client: Client): Promise<string | undefined> {
  const { id } = await client.campaigns.create({ name: "Sales" });
  await client.chatButton.update(id, { type: "image" });
  // @ts-expect-error an auto invitation is below a campaign
  await client.autoInvitations.list();
  // A number that is answered stands for it, but nobody can ask for it.
  const isTalking = (await client.visitors.get("v")).status === "voiceChatting";
  // @ts-expect-error version 3 has no such word
  if (isTalking) await client.visitors.list({ status: "voiceChatting" });
  return (await client.autoInvitations.get(id, "x")).conditions?.[0]?.value;
}

createClient({
  baseUrl: "https://api1.comm100.io",
  credentials: { email: "agent@example.com", apiKey: "fake" },
});
