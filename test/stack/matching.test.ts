import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../provider/api/client";
import { UNKNOWN } from "../../provider/core/unknown";
import { Collections } from "../../provider/lifecycle/collections";
import { PROVIDER_TEXT, typeToken } from "../../provider/pulumi/identity";
import type { StateResource } from "../../provider/stack/deployment";
import { importedResources } from "../../provider/stack/imported";
import { isMatched, isUnmatched, type Match, matchAll } from "../../provider/stack/matching";
import { plannedResources } from "../../provider/stack/planned";
import type { PreviewWithSecrets } from "../../provider/stack/preview";
import type { Sites } from "../../provider/stack/sites";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

const stackUrn = "urn:pulumi:test::site::pulumi:pulumi:Stack::site-test";
const provider = "urn:pulumi:test::site::pulumi:providers:pulumi-nodejs::default";
const urnOf = (kind: string, name: string) => `urn:pulumi:test::site::${typeToken(kind)}::${name}`;
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

interface Declared {
  kind: string;
  name: string;
  inputs: Record<string, unknown>;
  state?: Partial<StateResource>;
}

/** What Pulumi says to a program with these resources: the inputs as in a plan, the rest as in a preview. */
function previewOf(declared: readonly Declared[]): PreviewWithSecrets {
  const steps = declared.map(({ kind, name, state }) => {
    const newState = {
      type: typeToken(kind),
      custom: true,
      parent: stackUrn,
      provider: `${provider}::${UNKNOWN}`,
    };
    const urn = urnOf(kind, name);
    return { op: "create", urn, newState: { urn, ...newState, ...state } };
  });
  const inputs = declared.map(({ kind, name, inputs: given }) => [
    urnOf(kind, name),
    { adds: { ...given, __kind: kind, __provider: PROVIDER_TEXT } },
  ]);
  const stack = { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false };
  return {
    steps: [{ op: "create", urn: stackUrn, newState: stack }, ...steps],
    counts: {},
    diagnostics: [],
    config: {},
    inputs: { [provider]: { adds: { "comm100:apiKey": secret("k") } }, ...Object.fromEntries(inputs) },
  };
}

let emulator: TestEmulator;
let sites: Sites;
let campaign: { id: string };

beforeAll(async () => {
  emulator = await startTestEmulator();
  campaign = await emulator.call("POST", "/campaigns", { name: "Sales", description: "Ours" });
  for (const name of ["Twin", "Twin"]) await emulator.call("POST", "/campaigns", { name });
  const { api, close } = connect({ baseUrl: emulator.url, credentials, readOnly: true });
  sites = {
    reading: async () => ({ api, collections: new Collections(api) }),
    siteOf: async () => emulator.url,
    addresses: () => [emulator.url],
    close,
  };
});
afterAll(async () => {
  await sites.close();
  await emulator.close();
});

const match = (declared: readonly Declared[], inState: readonly StateResource[] = []) =>
  matchAll(plannedResources(previewOf(declared)), inState, sites);

const reasons = (matches: readonly Match[]) => matches.filter(isUnmatched).map(({ reason }) => reason);

describe("an import", () => {
  it("finds a resource's object by what it belongs to, whatever the order, and takes the live values", async () => {
    const button = {
      kind: "ChatButton",
      name: "button",
      inputs: { campaignId: UNKNOWN, type: "IMAGE", isHideWhenOffline: UNKNOWN, onDelete: "retain" },
      state: { propertyDependencies: { campaignId: [urnOf("Campaign", "sales")] } },
    };
    const sales = { kind: "Campaign", name: "sales", inputs: { name: "Sales", description: secret("Mine") } };
    const matches = await match([button, sales]);
    expect(reasons(matches)).toEqual([]);
    const [first, second] = matches.filter(isMatched);
    const live = await emulator.call<Record<string, unknown>>("GET", `/campaigns/${campaign.id}/chatButton`);
    expect(first?.managed.id).toBe(campaign.id);
    expect(first?.managed.inputs).toMatchObject({
      campaignId: campaign.id,
      isHideWhenOffline: live.isHideWhenOffline,
      onDelete: "retain",
    });
    expect(first?.managed.earlier).toMatchObject({ isHideWhenOffline: live.isHideWhenOffline });
    expect(second).toMatchObject({
      managed: { id: campaign.id, inputs: { name: "Sales", description: "Ours" } },
      differs: ["description"],
    });
  });

  it("says why it leaves a resource alone", async () => {
    const child = (name: string, owner: string, kind = "Campaign") => ({
      kind: "ChatWindow",
      name,
      inputs: { campaignId: UNKNOWN },
      state: { propertyDependencies: { campaignId: [urnOf(kind, owner)] } },
    });
    const matches = await match([
      { kind: "Campaign", name: "absent", inputs: { name: "Absent" } },
      child("of-absent", "absent"),
      child("of-other-kind", "absent", "Webhook"),
      { kind: "Campaign", name: "unknown", inputs: { name: UNKNOWN } },
      { kind: "Campaign", name: "twin", inputs: { name: "Twin" } },
    ]);
    expect(reasons(matches)).toEqual([
      "it isn't on the site",
      "what it belongs to isn't imported",
      "what it belongs to isn't imported",
      "its name isn't known before an update",
      expect.stringMatching(/^the site has 2 of the same name: ids \S+, \S+$/),
    ]);
  });

  it("leaves an object alone that the stack manages under another name", async () => {
    const urn = urnOf("Campaign", "old-name");
    const old = {
      urn,
      type: typeToken("Campaign"),
      custom: true,
      id: campaign.id.toUpperCase(),
      inputs: { __kind: "Campaign" },
      provider: `${provider}::1`,
    };
    const declared = [{ kind: "Campaign", name: "new-name", inputs: { name: "Sales" } }];
    expect(reasons(await match(declared, [old]))).toEqual([`${urn} manages it`]);
    expect(reasons(await match(declared, [{ ...old, external: true }]))).toEqual([]);
  });

  it("adds the stack and the provider first, and no dependency on what it leaves out", async () => {
    const absent = urnOf("Campaign", "absent");
    const sales = {
      kind: "Campaign",
      name: "sales",
      inputs: { name: secret("Sales") },
      state: { dependencies: [absent], deletedWith: absent, propertyDependencies: { name: [absent] } },
    };
    const preview = previewOf([sales]);
    const matched = (await match([sales])).filter(isMatched);
    const [stack, added, resource] = importedResources(preview, matched, {
      state: { version: 3, deployment: {} },
      protects: false,
    });
    const [protectedOne] = importedResources(preview, matched, {
      state: { version: 3, deployment: {} },
      protects: true,
    }).filter(({ urn }) => urn === resource?.urn);
    expect([resource?.protect, protectedOne?.protect]).toEqual([undefined, true]);
    expect(stack).toMatchObject({ urn: stackUrn, custom: false });
    const settings = { "comm100:apiKey": secret("k") };
    expect(added).toMatchObject({ urn: provider, custom: true, inputs: settings, outputs: settings });
    expect(resource).toMatchObject({
      id: campaign.id,
      inputs: { name: secret("Sales"), __kind: "Campaign", __provider: PROVIDER_TEXT },
      outputs: { name: secret("Sales"), __kind: "Campaign", __provider: PROVIDER_TEXT },
      provider: `${provider}::${added?.id}`,
      dependencies: [],
      propertyDependencies: { name: [] },
    });
    expect(resource).not.toHaveProperty("deletedWith");
    const before = [
      { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false },
      { ...added, id: "5" },
    ];
    const state = { version: 3, deployment: { resources: before as StateResource[] } };
    expect(importedResources(preview, matched, { state, protects: false })).toMatchObject([
      { provider: `${provider}::5` },
    ]);
  });
});
