import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everyObject } from "../../provider/emulator/objects";
import type { FieldRules, ObjectRules, StoredObject } from "../../provider/emulator/rules";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { body, filled, newParents, requiredIn } from "../support/rule-samples";

let emulator: TestEmulator;
let parents: Readonly<Record<string, string>>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
  parents = await newParents(emulator);
});

/** The keys of an object that no answer may lack, those of what `include` adds aside. */
const documented = (fields: FieldRules) =>
  Object.entries(fields).flatMap(([name, { expanded }]) => (expanded ? [] : [name]));

const isCreated = ({ kind, without = [] }: ObjectRules) =>
  kind === "collection" && !without.includes("create");

describe("a field that nobody has set", () => {
  const answered = everyObject.filter((rules) => rules.kind === "singleton" || isCreated(rules));

  it.each(answered.map((rules) => [rules.name, rules] as const))("is in the answer: %s", async (_, rules) => {
    const path = filled(rules.path, parents);
    const made = isCreated(rules)
      ? await emulator.call<StoredObject>("POST", path, requiredIn(rules))
      : await emulator.call<StoredObject>("GET", path);
    expect(Object.keys(made)).toEqual(expect.arrayContaining(documented(rules.fields)));
  });

  it("is an empty text, an empty list or null, as in the documents' examples", async () => {
    await emulator.load({ visitors: [{ id: "visitor-1" }] });
    expect(await emulator.call("GET", "/visitors/visitor-1")).toMatchObject({
      company: "",
      phone: "",
      state: "",
      departmentId: "",
      customFields: null,
      customVariableResults: [],
      visits: 0,
      firstVisitTime: null,
    });
    const button = await emulator.call("GET", `/campaigns/${parents.campaignId}/chatButton`);
    expect(button).toMatchObject({
      allowedDomains: [],
      imageButtonOnlineImage: null,
      imageButtonImageSource: "",
    });
  });
});

describe("an empty text", () => {
  const sent = everyObject.filter(({ kind }) => kind === "singleton");

  it.each(sent.map((rules) => [rules.name, rules] as const))(
    "is taken for every text, address, id and value that needn't be there, and answered as it was sent: %s",
    async (_, rules) => {
      const path = filled(rules.path, parents);
      const optional = Object.entries(rules.fields).filter(
        ([, rule]) =>
          ["string", "guid"].includes(rule.type) &&
          !rule.readOnly &&
          !rule.requiredWhen &&
          !rule.format?.toLowerCase().includes("colour"),
      );
      const empty = Object.fromEntries(optional.map(([name]) => [name, ""]));
      const answer = await send(emulator, "PUT", path, { ...body(rules.fields), ...empty });
      expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(empty)]);
    },
  );

  it("is none where an object needs a value", async () => {
    const answer = await send(emulator, "POST", "/webhooks", { event: "", targetUrl: "https://example.com" });
    expect(answer).toMatchObject({ status: 400, body: { message: "Parameter 'event' is required." } });
  });
});

describe("the id of an agent or a department that the site doesn't have", () => {
  const campaign = (path: string): string => `/campaigns/${parents.campaignId}${path}`;
  const segment = (alertTo: object) => ({ name: "VIP", conditions: [], alertTo });

  it.each([
    [
      "POST",
      (): string => "/customerSegments",
      segment({ agentIds: [3, 99] }),
      "alertTo.agentIds[1]",
      "agent",
    ],
    [
      "POST",
      (): string => "/customerSegments",
      segment({ departmentIds: ["y"] }),
      "alertTo.departmentIds[0]",
      "department",
    ],
    [
      "PUT",
      (): string => "/autoDistribution",
      { agentAutoDistributions: [{ agentId: 99 }] },
      "agentAutoDistributions[0].agentId",
      "agent",
    ],
    ["PUT", (): string => campaign("/routing"), { routeToId: "99" }, "routeToId", "agent or department"],
    [
      "PUT",
      (): string => campaign("/routing"),
      { customRules: [{ name: "A", routeToId: "99" }] },
      "customRules[0].routeToId",
      "agent or department",
    ],
    [
      "POST",
      (): string => campaign("/routing/customRules"),
      { name: "A", routeToId: "99" },
      "routeToId",
      "agent or department",
    ],
  ] as const)("is refused, with its place: %s %s %j", async (method, path, sent, place, kind) => {
    const answer = await send(emulator, method, path(), sent);
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toMatch(
      `Parameter '${place}' names no ${kind} of the site: `,
    );
  });

  it("is one that it has in any spelling of ids", async () => {
    const sent = segment({ agentIds: [3], departmentIds: ["X"] });
    expect((await send(emulator, "POST", "/customerSegments", sent)).status).toBe(201);
  });
});

describe("a query", () => {
  it.each([
    [
      "/bans?include=visitor,agnet",
      "Parameter 'include' has agnet, which isn't known; known: agent, visitor.",
    ],
    [
      "/customVariables?include=agent",
      "Parameter 'include' has agent, which isn't known; there is nothing to include here.",
    ],
    ["/chats?timeTo=", "Parameter 'timeTo' must be yyyy-MM-ddTHH:mm:ss."],
    ["/chats?pageIndex=", "Parameter 'pageIndex' must be a whole number from 1 to 999999999."],
    ["/visitors?status=", "Parameter 'status' must not be empty."],
  ])("that names nothing is refused: %s", async (path, message) => {
    expect(await send(emulator, "GET", path)).toMatchObject({ status: 400, body: { message } });
  });

  it("that names nothing changes nothing", async () => {
    const ban = { type: "ip", ip: "192.0.2.1" };
    expect((await send(emulator, "POST", "/bans?include=agnet", ban)).status).toBe(400);
    expect(await emulator.call("GET", "/bans")).toEqual([]);
  });

  it("may have an include in any letter case, with spaces, or none", async () => {
    for (const query of ["Visitor, AGENT", "", ","])
      expect((await send(emulator, "GET", `/bans?include=${encodeURIComponent(query)}`)).status).toBe(200);
  });
});

it("has times with fractions of a second", async () => {
  const conversion = { name: "Order", type: "url", operator: "contains", value: "x", isEnable: true };
  expect(await emulator.call("POST", "/conversionActions", conversion)).toMatchObject({
    createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});

describe("null in a body", () => {
  it("is refused where the answer has no null, with its place", async () => {
    const segment = { name: "VIP", conditions: [] };
    for (const [body, place] of [
      [{ ...segment, description: null }, "description"],
      [{ ...segment, isEnabled: null }, "isEnabled"],
      [{ ...segment, alertTo: { agentIds: null } }, "alertTo.agentIds"],
    ] as const) {
      expect(await send(emulator, "POST", "/customerSegments", body)).toMatchObject({
        status: 400,
        body: { message: `Parameter '${place}' must not be null.` },
      });
    }
  });

  it("is refused for a list whose entries have endpoints of their own", async () => {
    expect(await send(emulator, "POST", "/secureForms", { name: "Card", fields: null })).toMatchObject({
      status: 400,
      body: { message: "Parameter 'fields' must not be null." },
    });
  });

  it("is taken where the answer has it, so that an answer can be sent back", async () => {
    const segment = { name: "VIP", conditions: [], alertTo: null };
    expect(await emulator.call("POST", "/customerSegments", segment)).toMatchObject({ alertTo: null });
  });
});

describe("a list in a body", () => {
  it("may be another form only where the documents have it", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Store" });
    const item = { systemName: "Chat", customText: "Talk" };
    expect(
      await emulator.call("PUT", `/campaigns/${id}/language`, { customLanguageItems: item }),
    ).toMatchObject({ customLanguageItems: [item] });
    const conversion = { name: "Order", type: "api" };
    expect(
      await emulator.call("POST", "/conversionActions", { ...conversion, appendFieldList: "" }),
    ).toMatchObject({ appendFieldList: [] });
    for (const allowedDomains of ["", {}])
      expect((await send(emulator, "PUT", `/campaigns/${id}/chatButton`, { allowedDomains })).status).toBe(
        400,
      );
    const condition = { field: "City", operator: "is", value: "Oslo" };
    for (const conditions of ["", condition])
      expect((await send(emulator, "POST", "/customerSegments", { name: "VIP", conditions })).status).toBe(
        400,
      );
  });
});
