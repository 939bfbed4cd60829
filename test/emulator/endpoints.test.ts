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
  seedMethod?: string;
  alt?: { method?: string; path: string }[];
  isList: boolean;
  paging: boolean;
  locationHeader?: true;
  statusCodes: { success: number };
}

/** Every endpoint under every path and method that the documents name. */
const spellings = ((facts?.endpoints ?? []) as unknown as FactEndpoint[])
  .filter(({ resource }) => resource !== "auth")
  .flatMap((endpoint) => {
    const { path, method, seedPath, seedMethod, alt = [] } = endpoint;
    return [
      { ...endpoint, title: `${method} ${path}` },
      ...(seedPath ? [{ path: seedPath, method: seedMethod ?? method }, ...alt] : alt).map((other) => ({
        ...endpoint,
        ...other,
        title: `${other.method ?? method} ${other.path}`,
      })),
    ];
  });

const condition = { field: "City", operator: "include", value: "Oslo" };

/** The least that the documents ask for, written out here so that the rules aren't taken from the rules. */
const bodies: Readonly<Record<string, unknown>> = {
  campaign: { name: "Sales" },
  autoInvitation: { name: "Hello" },
  customVariable: { name: "Cart", type: "decimal" },
  webhook: { event: "chatEnds", targetUrl: "http://www.aa.com" },
  translationExcludedWords: { excludedWords: ["Comm100"] },
  translationExcludedWord: { word: "Comm100" },
  customerSegment: { name: "VIP", conditions: [condition] },
  campaignFormField: { field: { name: "Colour", type: "textBox" } },
  ban: { type: "ip", ip: "192.0.2.1" },
  conversionAction: { name: "Order", type: "url" },
  secureForm: { name: "Payment" },
  secureFormField: { name: "iban", displayName: "IBAN", type: "text" },
  liveChatAgent: { status: "Away" },
  liveChatVisitor: [{ name: "Plan", value: "gold" }],
};

/** Where an object is made whose id an endpoint's path asks for. */
const collections: Readonly<Record<string, (parents: Parents) => string>> = {
  campaign: () => "/campaigns",
  autoInvitation: ({ campaignId }) => `/campaigns/${campaignId}/invitation/autoInvitations`,
  customRule: ({ campaignId }) => `/campaigns/${campaignId}/routing/customRules`,
  campaignFormField: ({ campaignId }) => `/campaigns/${campaignId}/preChat/campaignFormFields`,
  customVariable: () => "/customVariables",
  webhook: () => "/webhooks",
  translationExcludedWord: () => "/translationExcludedWords",
  customerSegment: () => "/customerSegments",
  ban: () => "/bans",
  conversionAction: () => "/conversionActions",
  secureForm: () => "/secureForms",
  secureFormField: ({ secureFormId }) => `/secureForms/${secureFormId}/secureFormFields`,
};

interface Parents {
  campaignId: string;
  secureFormId: string;
}

/** What no request makes. */
const fixtures = {
  agents: [{ id: 7, email: "ann@example.com" }],
  visitors: [{ id: "visitor-1", customVariableResults: [{ name: "Plan", value: "silver" }] }],
  sessions: [{ id: "session-1", visitorId: "visitor-1" }],
  chats: [{ id: "chat-1", sessionId: "session-1" }],
  offlineMessages: [{ id: "message-1", sessionId: "session-1" }],
};

const fixtureIds: Readonly<Record<string, string>> = {
  liveChatAgent: "7",
  liveChatVisitor: "visitor-1",
  session: "session-1",
  chat: "chat-1",
  offlineMessage: "message-1",
};

describe.skipIf(!facts)(`every endpoint of the facts file, in every spelling${factsMissing}`, () => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await startTestEmulator();
  });
  afterAll(() => emulator?.close());

  it.each(spellings.map((endpoint) => [endpoint.title, endpoint] as const))(
    "answers as documented: %s",
    async (_, endpoint) => {
      const { resource, operationId } = endpoint;
      await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
      await emulator.load(fixtures);
      const make = async (path: string, body: unknown) =>
        (await emulator.call<{ id: string }>("POST", path, body)).id;
      const parents = {
        campaignId: await make("/campaigns", { name: "Parent" }),
        secureFormId: await make("/secureForms", { name: "Parent" }),
      };
      await make("/conversionActions", { name: "Achieved", type: "api" });
      const collection = collections[resource]?.(parents);
      const id = collection ? await make(collection, bodies[resource] ?? {}) : (fixtureIds[resource] ?? "");
      const path = endpoint.path
        .replace(/^\/livechat/i, "")
        .replace("{campaignId}", resource === "campaign" ? id : parents.campaignId)
        .replace("{secureFormId}", resource === "secureForm" ? id : parents.secureFormId)
        .replace("{sessionId}", "session-1")
        .replace("{id}", id);
      // The draft names the endpoint and says nothing of its answer.
      const isUndescribed = operationId === "createTranslationExcludedWord";
      const isMisprint = operationId === "updateCustomerSegment" && !endpoint.path.includes("{id}");
      const commands: Readonly<Record<string, unknown>> = {
        achieveConversion: { conversionName: "Achieved", visitorId: "visitor-1", value: 1 },
        deleteChats: ["chat-1"],
        deleteOfflineMessages: ["message-1"],
      };
      const body =
        commands[operationId] ??
        (["POST", "PUT"].includes(endpoint.method) ? (bodies[resource] ?? {}) : undefined);
      const answer = await send(
        emulator,
        endpoint.method,
        path,
        isMisprint ? { ...(body as object), id } : body,
      );
      expect(answer.body ?? {}).not.toHaveProperty("code", 404000);
      expect(answer.status).toBe(endpoint.statusCodes.success);
      expect(Array.isArray(answer.body)).toBe(endpoint.isList && !endpoint.paging);
      expect(answer.headers.has("location")).toBe(endpoint.locationHeader ?? isUndescribed);
    },
  );
});

/** The word for no enum at all. */
const draftOnly: readonly string[] = ["none"];

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

  it("every optional field has a default or a position, unless it can be nothing", () => {
    const without = objects.flatMap(({ name, fields }) =>
      Object.entries(fields)
        .filter(
          ([, rule]) => !rule.readOnly && !rule.mandatory && !rule.position && rule.default === undefined,
        )
        .map(([one]) => `${name}.${one}`),
    );
    // Objects, ids of what there may be none of, and lists that are objects of their own.
    const isEmptyByNature = (field: string) =>
      /Icon$|Id$|URL$|SMTPServer$|alertTo$|\.field$|\.fields$|selectedKB$|Rules$|nvitations?$/.test(field);
    expect(without.filter((field) => !isEmptyByNature(field))).toEqual([]);
  });

  it("every object names its source", () => {
    for (const { source } of objects) expect(source).toMatch(/^(published|draft) line \d+/);
  });
});
