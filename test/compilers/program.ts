/**
 * What users write with each entry point of the package, for each compiler and its settings: compiled, never run.
 * Each expected error has to be one, so no type may have become `any`.
 */
import * as pulumi from "@pulumi/pulumi";
import * as comm100 from "pulumi-comm100";
import { ApiError, type Client, createClient } from "pulumi-comm100/api";
import { type Emulator, startEmulator } from "pulumi-comm100/emulator";
import * as provider from "pulumi-comm100/provider";
import { parseEvent, timeOf, visitorStatuses } from "pulumi-comm100/webhooks";

// Resources.
const europe = new comm100.Provider("europe", {
  baseUrl: "https://api3.comm100.io",
  apiKey: pulumi.secret("fake"),
});
// @ts-expect-error a provider needs an address
new comm100.Provider("nowhere", {});

const sales = new comm100.Campaign("sales", { name: "Sales" }, { provider: europe, protect: true });
export const salesName: pulumi.Output<string> = sales.name;
// @ts-expect-error a name is text
export const salesNumber: pulumi.Output<number> = sales.name;
// @ts-expect-error a name is text
new comm100.Campaign("numbered", { name: 1 });

new comm100.ChatButton("button", {
  campaignId: sales.id,
  type: pulumi.output("adaptive" as const),
  // @ts-expect-error an offset is a number
  adaptiveButtonRightOffset: "wide",
});
new comm100.AutoInvitation("hello", {
  campaignId: sales.id,
  name: "Hello",
  conditions: [{ field: "City", operator: "is", value: "Oslo" }],
});
// @ts-expect-error there is no such event
new comm100.Webhook("archive", { event: "chatEnd", targetUrl: "https://hooks.example.com" });

// A whole site.
const site = new comm100.LiveChatSite("shop", {
  document: comm100.readSite("site.yaml", { overlay: "production.overlay.yaml" }),
  campaigns: [{ name: "Repairs", routing: { routeTo: "department", routeToId: { department: "Repairs" } } }],
});
export const buttonId: pulumi.Output<string> = site.resource("ChatButton", "Repairs").id;
// @ts-expect-error there is no such kind
site.resource("Button", "Repairs");
// @ts-expect-error the campaigns are a list
new comm100.LiveChatSite("single", { campaigns: "Sales" });

// Look-ups.
export const agentId: pulumi.Output<number> = comm100.getAgentOutput({ email: sales.name }).id;
export const departmentId: Promise<string> = comm100.getDepartment({ name: "Repairs" }).then(({ id }) => id);
// @ts-expect-error an address is text
export const noAgent = comm100.getAgent({ email: 1 });
// @ts-expect-error an agent is looked up by something
export const anyAgent = comm100.getAgent({});

// The client.
const client: Client = createClient({
  baseUrl: "https://api1.comm100.io",
  credentials: { email: "agent@example.com", apiKey: "fake" },
  onExchange: ({ method, status }) => console.log(method, status?.toFixed()),
});
// @ts-expect-error credentials are an object
createClient({ baseUrl: "https://api1.comm100.io", credentials: "fake" });

export async function useClient(): Promise<string | undefined> {
  try {
    const { id } = await client.campaigns.create({ name: "Sales" });
    // @ts-expect-error there is no such type of a button
    await client.chatButton.update(id, { type: "round" });
    for await (const chat of client.chats.list({ timeFrom: new Date(), include: ["agent"] })) {
      // @ts-expect-error sessions weren't asked for
      console.log(chat.agents?.length, chat.session);
    }
    return id;
  } catch (error) {
    // @ts-expect-error a status is a number
    return error instanceof ApiError ? error.status : undefined;
  } finally {
    await client.close();
  }
}

// The emulator.
export async function useEmulator(): Promise<string> {
  const emulator: Emulator = await startEmulator({ fixtures: "demo", permissions: ["Manage Campaigns"] });
  // @ts-expect-error a port is a number
  await startEmulator({ port: "8080" });
  await emulator.close();
  return emulator.url;
}

// Webhooks.
export function received(body: string): string | null | undefined {
  const posted = parseEvent(body);
  // @ts-expect-error only some events have a chat
  console.log(posted.payload.chat);
  // @ts-expect-error there is no such event
  if (posted.event === "chatEnded") return undefined;
  if (posted.event !== "chatEnds") return posted.event;
  const { visitor, chat } = posted.payload;
  // @ts-expect-error a status is a number
  console.log(visitor.status.length);
  console.log(visitorStatuses[visitor.status], timeOf(chat.end_time)?.toISOString());
  return chat.chat_transcript;
}

// The provider, as Pulumi's own process calls it.
export const checked: Promise<pulumi.dynamic.CheckResult> = provider.check({}, { name: "Sales" });
// @ts-expect-error it takes properties
export const unchecked = provider.check("", "");
