import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { facts, factsMissing } from "../support/facts";

interface FactEndpoint {
  operationId: string;
  resource: string;
  method: string;
  path: string;
  seedPath?: string;
  alt?: { path: string }[];
  isList: boolean;
  locationHeader?: true;
  statusCodes: { success: number };
}

const resources = ["campaign", "chatButton", "autoInvitation", "customVariable", "webhook"];

const endpoints = ((facts?.endpoints ?? []) as unknown as FactEndpoint[]).filter(({ resource }) =>
  resources.includes(resource),
);

/** Every spelling of every endpoint's path. */
const spellings = endpoints.flatMap((endpoint) =>
  [
    endpoint.path,
    ...(endpoint.seedPath ? [endpoint.seedPath] : []),
    ...(endpoint.alt ?? []).map(({ path }) => path),
  ].map((path) => ({ ...endpoint, path })),
);

/** The least that the documents ask for, written out here so that the rules aren't taken from the rules. */
const bodies: Readonly<Record<string, object>> = {
  campaign: { name: "Sales" },
  chatButton: {},
  autoInvitation: { name: "Hello" },
  customVariable: { name: "Cart", type: "decimal" },
  webhook: { event: "chatEnds", targetUrl: "http://www.aa.com" },
};

const collections: Readonly<Record<string, (campaign: string) => string>> = {
  campaign: () => "/campaigns",
  chatButton: () => "/campaigns",
  autoInvitation: (campaign) => `/campaigns/${campaign}/invitation/autoInvitations`,
  customVariable: () => "/customVariables",
  webhook: () => "/webhooks",
};

describe.skipIf(!facts)(`every endpoint of the facts file for these objects${factsMissing}`, () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator();
  });
  afterAll(() => emulator?.close());

  it("is one of 22", () => expect(endpoints).toHaveLength(22));

  it.each(spellings)("answers as documented: $method $path", async (endpoint) => {
    const { resource } = endpoint;
    const campaign = (await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Parent" })).id;
    const member =
      resource === "chatButton"
        ? { id: "" }
        : await emulator.call<{ id: string }>(
            "POST",
            collections[resource]?.(campaign) ?? "",
            bodies[resource],
          );
    const path = endpoint.path
      .replace("/livechat", "")
      .replace("{campaignId}", resource === "campaign" ? member.id : campaign)
      .replace("{id}", member.id);
    const hasBody = ["POST", "PUT"].includes(endpoint.method);
    const answer = await send(emulator, endpoint.method, path, hasBody ? bodies[resource] : undefined);
    expect(answer.status).toBe(endpoint.statusCodes.success);
    expect(Array.isArray(answer.body)).toBe(endpoint.isList);
    expect(answer.headers.has("location")).toBe(endpoint.locationHeader ?? false);
  });
});

/** Values that only the draft has, and that mean none of the published ones by another name. None so far. */
const draftOnly: readonly string[] = [];

const drafted = objects.flatMap(({ name, fields }) =>
  Object.entries(fields).flatMap(([field, rule]) => {
    const fact = facts?.types[name]?.fields.find((one) => one.name === field);
    const values = fact?.conflict?.seed?.enum?.split("|") ?? [];
    return values.map((value) => ({ name, field, value, rule }));
  }),
);

describe.skipIf(!facts)(`the draft's values${factsMissing}`, () => {
  it.each(drafted)("are taken: $value for $name.$field", ({ value, rule }) => {
    const known = [...(rule.values ?? []), ...Object.keys(rule.also ?? {}), ...draftOnly].map(String);
    expect(known.map((one) => one.toLowerCase())).toContain(value.toLowerCase());
  });

  it("of a webhook's event stand for the published ones", () => {
    const event = objects.find(({ name }) => name === "Webhook")?.fields.event;
    expect(event?.also).toEqual(facts?.enums.WebhookEvent?.seedValues);
  });
});

describe("where the documents leave a choice, the rules hold it", () => {
  const field = (object: string, name: string) => objects.find((one) => one.name === object)?.fields[name];

  it("Campaign.name is mandatory, and so its default is never used", () => {
    expect(field("Campaign", "name")).toMatchObject({ mandatory: true });
    expect(field("Campaign", "name")).not.toHaveProperty("default");
  });

  it("ChatButton.type may be left out, as published; the draft has it mandatory", () => {
    expect(field("ChatButton", "type")).toMatchObject({ default: "adaptive" });
    expect(field("ChatButton", "type")).not.toHaveProperty("mandatory");
  });

  it("every optional field has a default or a position, but the two images that only the draft has", () => {
    const without = objects.flatMap(({ name, fields }) =>
      Object.entries(fields)
        .filter(
          ([, rule]) => !rule.readOnly && !rule.mandatory && !rule.position && rule.default === undefined,
        )
        .map(([one]) => `${name}.${one}`),
    );
    expect(without).toEqual(["ChatButton.adaptiveButtonOnlineIcon", "ChatButton.adaptiveButtonOfflineIcon"]);
  });

  it("every object names its source", () => {
    for (const { source } of objects) expect(source).toMatch(/^published line \d+/);
  });
});
