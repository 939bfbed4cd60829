import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../provider/api";
import type { Client } from "../../provider/generated/client";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
let client: Client;
beforeAll(async () => {
  emulator = await startTestEmulator();
  client = createClient({ baseUrl: emulator.url, credentials });
  await emulator.load("demo");
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

const month = {
  timeFrom: new Date(Date.now() - 40 * 24 * 3600 * 1000),
  timeTo: new Date(Date.now() + 24 * 3600 * 1000),
};

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe("chats of the demo", () => {
  it("are those of today unless a time is given", async () => {
    const today = await all(client.chats.list());
    const ever = await all(client.chats.list(month));
    expect(ever).toHaveLength(60);
    expect(today.length).toBeLessThan(5);
  });

  it("come page by page, in an envelope with the neighbouring pages' addresses", async () => {
    const pages = client.chats.list({ ...month, pageSize: 25 }).pages();
    const sizes: number[] = [];
    for await (const { items, total } of pages) {
      sizes.push(items.length);
      expect(total).toBe(60);
    }
    expect(sizes).toEqual([25, 25, 10]);
    const { body } = await send(
      emulator,
      "GET",
      "/chats?timeFrom=2000-01-01T00:00:00&pageSize=25&pageIndex=2",
    );
    expect(body).toMatchObject({
      totalCount: 60,
      previousPage: expect.stringContaining("pageIndex=1"),
      nextPage: expect.stringContaining("pageIndex=3"),
    });
  });

  it("are filtered by agent, department, visitor, category, keywords and conditions", async () => {
    const departments = await all(client.departments.list());
    const repairs = departments.find(({ name }) => name === "Repairs")?.id ?? "";
    const [visitor] = await client.visitors.list();
    const count = async (options: Parameters<Client["chats"]["list"]>[0]) =>
      (await all(client.chats.list({ ...month, ...options }))).length;
    expect(await count({ agentId: 7 })).toBeGreaterThan(10);
    expect(await count({ agentId: 99 })).toBe(0);
    expect(await count({ departmentId: repairs })).toBe(20);
    expect(await count({ visitorId: visitor?.id ?? "" })).toBeGreaterThan(0);
    expect(await count({ categoryId: "Advice" })).toBe(55);
    expect(await count({ keywords: "BRAKE" })).toBe(20);
    expect(await count({ conditions: [{ field: "campaign", operate: "contains", value: "Whole" }] })).toBe(
      16,
    );
    expect(await count({ conditions: [{ field: "name", operate: "notContains", value: "mia" }] })).toBe(52);
  });

  it("have what is included, and nothing of it otherwise", async () => {
    const [plain] = await all(client.chats.list(month));
    expect(plain).not.toHaveProperty("campaign");
    const include = ["agent", "campaign", "session", "autoInvitation"] as const;
    const [chat] = await all(client.chats.list({ ...month, include }));
    expect(chat?.campaign?.name).toBe("Store");
    expect(chat?.agents?.[0]?.displayName).toBe("Ann");
    expect(chat?.autoInvitation?.name).toBe("Hesitating at the cart");
    const sessionChats = await client.sessions.listChats(chat?.sessionId ?? "");
    expect(sessionChats.map(({ id }) => id)).toEqual([chat?.id]);
  });

  it("are found by what was said and filled in, not by what kinds of messages there are", async () => {
    expect(await all(client.chats.list({ ...month, keywords: "noah" }))).toHaveLength(8);
    expect(await all(client.chats.list({ ...month, keywords: "visitor" }))).toEqual([]);
  });

  it("refuse a time, a page and a condition that can't be", async () => {
    for (const query of [
      "timeFrom=yesterday",
      "timeTo=2026",
      "timeFrom=2026-13-01T00:00:00",
      "agentId=ann",
      "pageIndex=0",
      "conditions[0][field]=shoe&conditions[0][operate]=contains",
      "conditions[0][field]=name",
      "conditions[0][word]=name",
      "conditions[][field]=name",
      "conditions=name contains Mia",
    ]) {
      expect((await send(emulator, "GET", `/chats?${query}`)).status, query).toBe(400);
    }
  });

  it("can be deleted one by one and several at once, and all or none of a list", async () => {
    const [first, second, third] = (await all(client.chats.list(month))).slice(-3).map(({ id }) => id);
    await client.chats.delete(first ?? "");
    expect((await send(emulator, "DELETE", "/chats", [second, "nonsense"])).status).toBe(404);
    await client.chats.deleteMany([second ?? "", third ?? ""]);
    expect(await all(client.chats.list(month))).toHaveLength(57);
  });
});

describe("people of the demo", () => {
  it("visitors are filtered by status, and their custom variables can be changed", async () => {
    const [chatting] = await client.visitors.list({ status: "chatting" });
    expect(chatting?.status).toBe("chatting");
    const changed = await client.visitors.changeCustomVariables(chatting?.id ?? "", [
      { name: "Cart value", value: "12" },
    ]);
    expect(changed.customVariableResults).toContainEqual({ name: "Cart value", value: "12", url: "" });
    expect((await send(emulator, "PUT", `/visitors/${chatting?.id}`, [{ name: "Nonsense" }])).status).toBe(
      400,
    );
    expect((await send(emulator, "GET", "/visitors?status=CHATTING")).body).toHaveLength(2);
    expect((await send(emulator, "GET", "/visitors?status=sleeping")).status).toBe(400);
  });

  it("a visitor gets a value of each custom variable that the site has", async () => {
    const [visitor] = await client.visitors.list();
    const path = `/visitors/${visitor?.id}/customVariables:change`;
    const { body } = await send(emulator, "POST", path, [{ name: "Plan", value: "gold" }]);
    expect(body).toMatchObject({
      customVariableResults: [
        { name: "Cart value", value: "0" },
        { name: "Customer number", value: "4000" },
        { name: "Plan", value: "gold", url: "" },
      ],
    });
  });

  it("an agent's status is one of the three, or an away status of the site", async () => {
    const written = async (status: string) =>
      (await send(emulator, "PUT", "/agents/9", { status })).body as Record<string, unknown>;
    expect(await written("offline")).toMatchObject({ status: "Offline" });
    expect(await written("LUNCH")).toMatchObject({ status: "Lunch" });
    expect(await written("Asleep")).toEqual({
      code: 400000,
      message: "Parameter 'status' must be one of Online, Away, Offline, Lunch, In the workshop.",
    });
  });

  it("an agent's status can be changed, and nothing else", async () => {
    expect(await client.agents.update(8, { status: "Away" })).toMatchObject({
      id: 8,
      status: "Away",
      ongoingChats: 1,
    });
    expect((await send(emulator, "POST", "/agents", { status: "Online" })).status).toBe(405);
  });

  it("a conversion is achieved for a visitor who is online, by the action's name", async () => {
    const [visitor] = await client.visitors.list();
    const body = { conversionName: "Workshop date", visitorId: visitor?.id ?? "", value: 20 };
    expect(await client.conversionActions.achieved(body)).toMatchObject({ value: 20 });
    for (const wrong of [{ conversionName: "Nonsense" }, { visitorId: "nobody" }]) {
      expect(
        (await send(emulator, "POST", "/conversionActions/achieved", { ...body, ...wrong })).status,
      ).toBe(400);
    }
  });

  it("routing and rules name their agent and department when asked to", async () => {
    const [store] = await client.campaigns.list();
    const rules = await client.customRules.list(store?.id ?? "", { include: ["agent", "department"] });
    expect(rules.map((rule) => rule.routeToDepartment?.name ?? rule.routeToAgent?.displayName)).toEqual([
      "Repairs",
      "Ann",
    ]);
  });

  it("a campaign's chatbot is named when asked to", async () => {
    const [store] = await client.campaigns.list();
    const { body } = await send(
      emulator,
      "GET",
      `/campaigns/${store?.id}/chatbotIntegration?include=chatbot`,
    );
    expect(JSON.stringify(body)).toContain('"name":"Spoke"');
  });
});
