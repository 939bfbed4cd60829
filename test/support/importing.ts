import { describe } from "vitest";
import { pulumiMissing } from "../engine";
import type { CliStack, Ran } from "./cli-stack";
import { needs } from "./needs";

/** Tests of `comm100 import`, which need the real CLI. */
export function describeImport(what: string, tests: () => void): void {
  describe(`comm100 import ${what}`, { ...needs(pulumiMissing()), timeout: 180_000 }, tests);
}

export interface Summary {
  imported: { kind: string; name: string; id: string; differs: string[] }[];
  notImported: { kind: string; name: string; reason: string }[];
  method?: string;
  backup?: string;
  changes?: { op: string; urn: string }[];
}

/** Runs `comm100 import --yes --json`. */
export async function imported(stack: CliStack, ...args: string[]): Promise<Summary & Ran> {
  const ran = await stack.comm100(["import", "--stack", "test", "--yes", "--json", ...args]);
  if (ran.output === "") throw new Error(ran.notes);
  return { ...(JSON.parse(ran.output) as Summary), ...ran };
}

export async function succeeds(running: Promise<Ran>): Promise<Ran> {
  const ran = await running;
  if (ran.code !== 0) throw new Error(ran.output + ran.notes);
  return ran;
}

/** One of each way to be found, with secrets and options. */
export const handWritten = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.ChatButton("button", { campaignId: sales.id, type: "textLink", textLinkButtonText: pulumi.secret("obviously-fake-secret-text") }, { ignoreChanges: ["type"] });
  const hello = new comm100.AutoInvitation("hello", { campaignId: sales.id, name: "Hello", textColor: "#AABBCC" }, { protect: true });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: sales.id });
  new comm100.Webhook("archive", { event: "chatStarted", targetUrl: pulumi.secret("https://hooks.example.com/obviously-fake-secret-path") }, { dependsOn: [hello] });
  exports.campaign = sales.id;`;

/** The objects that the program declares, made by somebody else. */
export async function makeObjects({ emulator }: CliStack): Promise<void> {
  const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", {
    name: "Sales",
    description: "Ours",
  });
  const button = await emulator.call<object>("GET", `/campaigns/${id}/chatButton`);
  await emulator.call("PUT", `/campaigns/${id}/chatButton`, {
    ...button,
    type: "textLink",
    textLinkButtonText: "obviously-fake-secret-text",
  });
  await emulator.call("POST", `/campaigns/${id}/invitation/autoInvitations`, {
    name: "Hello",
    textColor: "#aabbcc",
  });
  await emulator.call("PUT", "/dynamicCampaign", { defaultCampaignId: id, dynamicCampaignRules: [] });
  for (const path of ["obviously-fake-secret-path", "other"]) {
    const targetUrl = `https://hooks.example.com/${path}`;
    await emulator.call("POST", "/webhooks", { event: "chatStarts", targetUrl });
  }
}

/** What the engine is asked to import by itself: nothing in it belongs to anything else. */
export const flat = `
  new comm100.CustomVariable("cart", { name: "Cart", type: "text" });
  new comm100.Webhook("archive", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`;

export async function makeFlatObjects({ emulator }: CliStack): Promise<void> {
  await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
  await emulator.call("POST", "/webhooks", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });
}
