import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { definitions } from "../../provider/definitions";
import { startEmulator } from "../../provider/emulator";
import { objects } from "../../provider/emulator/objects";
import { entryToAdd } from "../support/additions/example-entry";
import { expectNothingToAdd } from "../support/additions/lines";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";

async function emulated() {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  return emulator;
}

describe("fixtures", () => {
  it("put objects into the site with their ids and with what only the service sets", async () => {
    const emulator = await emulated();
    const image = "11111111-2222-3333-4444-555555555555";
    await emulator.load({
      campaigns: [{ id: "c1", name: "Sales", chatButton: { type: "image", imageButtonOnlineImage: image } }],
    });
    expect(await emulator.call("GET", "/campaigns/c1/chatButton")).toMatchObject({
      imageButtonOnlineImage: image,
      imageButtonXOffset: 0,
    });
    const { fields } = await emulator.call<{ fields: unknown[] }>("GET", "/campaigns/c1/preChat");
    expect(fields).toHaveLength(7);
  });

  it.each([
    ["an unknown word", { campains: [] }, "campains is nothing that a site has. Known:"],
    ["no list", { campaigns: {} }, "campaigns must be an array."],
    ["no object", { settings: [] }, "settings must be an object."],
    ["a broken rule", { campaigns: [{ name: "a" }, {}] }, "campaigns[1]: Parameter 'name' is required."],
    [
      "a broken rule within",
      { campaigns: [{ name: "a", chatButton: { type: "round" } }] },
      "campaigns[0].chatButton: Parameter 'type' must be one of",
    ],
    ["an unknown name", "demos", "There are no fixtures"],
    [
      "a misspelt name",
      { campaigns: [{ name: "a", nmae: "b" }] },
      "campaigns[0].nmae is unknown. Known: id,",
    ],
    [
      "a misspelt name far below",
      { campaigns: [{ name: "a", preChat: { fields: [{ field: { name: "b", typ: "file" } }] } }] },
      "campaigns[0].preChat.fields[0].field.typ is unknown. Known: id,",
    ],
    ["a text as an agent's id", { agents: [{ id: "7" }] }, "agents[0].id must be an integer."],
  ])("with %s are refused with the place, and nothing of them is kept", async (_, fixtures, message) => {
    const emulator = await emulated();
    await expect(emulator.load(fixtures as object)).rejects.toThrow(message);
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("get ids where they bring none, and the one of an agent is the same everywhere", async () => {
    const emulator = await emulated();
    await emulator.load({
      agents: [{ email: "a@example.com" }, { id: 7, email: "b@example.com" }, { email: "c@example.com" }],
    });
    const liveChat = await emulator.call<{ id: number }[]>("GET", "/agents");
    const { body } = await send(emulator, "GET", "/agents", undefined, "/api/v3/globalSettings");
    const { agents } = body as { agents: { id: number; email: string }[] };
    expect(agents.map(({ id, email }) => `${id} ${email}`)).toEqual([
      "8 a@example.com",
      "7 b@example.com",
      "9 c@example.com",
    ]);
    expect(liveChat.map(({ id }) => id)).toEqual([8, 7, 9]);
  });

  it("replace what has the same id, with all that belongs to it", async () => {
    const emulator = await emulated();
    const campaign = { id: "c1", name: "Sales", postChat: { fields: [{ field: { name: "Why?" } }] } };
    await emulator.load({ campaigns: [campaign, { id: "c2", name: "Support" }] });
    await emulator.load({ campaigns: [{ id: "C1", name: "Shop" }] });
    const campaigns = await emulator.call<{ name: string }[]>("GET", "/campaigns");
    expect(campaigns.map(({ name }) => name)).toEqual(["Support", "Shop"]);
    const { fields } = await emulator.call<{ fields: unknown[] }>("GET", "/campaigns/c1/postChat");
    expect(fields).toHaveLength(2);
  });

  it("of the demo are the same at every start and after every loading, ids included", async () => {
    const read = async () => {
      const emulator = await emulated();
      const site = async () =>
        Promise.all(
          ["/webhooks", "/bans", "/secureForms", "/campaigns", "/visitors"].map((path) =>
            emulator.call<{ id: string }[]>("GET", path),
          ),
        );
      await emulator.load("demo");
      const first = await site();
      const forms = await emulator.call("GET", `/campaigns/${first[3]?.[0]?.id}/preChat`);
      await emulator.load("demo");
      const ids = (all: { id: string }[][]) => all.map((list) => list.map(({ id }) => id).sort());
      expect(ids(await site())).toEqual(ids(first));
      return [ids(first), forms];
    };
    expect(await read()).toEqual(await read());
  });

  it("fill an empty site at the start, and no other", async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), "comm100-emulator-"));
    onTestFinished(() => rmSync(dataDirectory, { recursive: true, force: true }));
    for (const run of ["first", "second"]) {
      const emulator = await startEmulator({ dataDirectory, fixtures: "demo" });
      const { body } = await send(emulator, "GET", "/campaigns");
      expect(body, run).toHaveLength(3);
      await emulator.close();
    }
  });

  it("of the demo have every object in use", async () => {
    const emulator = await emulated();
    await emulator.load("demo");
    const names: string[] = [];
    for (const { name, path, without = [] } of objects) {
      const isListed = !without.includes("list");
      if (isListed && (await objectsAt(emulator, path)).length === 0) names.push(name);
    }
    const kinds = definitions.filter(({ name }) => names.includes(name));
    expectNothingToAdd(kinds.map((definition) => entryToAdd("provider/emulator/fixtures", definition)));
    expect(names).toEqual([]);
  });
});

type Answer = { id: string }[];

/** What is at a path of the rules: of every object that a parameter of the path may stand for. */
async function objectsAt(emulator: TestEmulator, path: string): Promise<Answer> {
  const addresses = await addressesOf(emulator, path);
  return (await Promise.all(addresses.map((address) => emulator.call<Answer>("GET", address)))).flat();
}

async function addressesOf(emulator: TestEmulator, path: string): Promise<string[]> {
  const [, owners, below] = /^(.*)\/:\w+(.*)$/.exec(path) ?? [];
  if (owners === undefined) return [path.replace("/livechat", "")];
  const collections = await addressesOf(emulator, owners);
  const members = await Promise.all(
    collections.map(async (collection) =>
      (await emulator.call<Answer>("GET", collection)).map(({ id }) => `${collection}/${id}${below}`),
    ),
  );
  return members.flat();
}

describe("the demo's traffic", () => {
  it("makes sense in time, and each chat and message is of the visitor of its session", async () => {
    const emulator = await emulated();
    await emulator.load("demo");
    const ever = "timeFrom=2000-01-01T00:00:00&include=session&pageSize=100";
    const { chats } = await emulator.call<{ chats: Chat[] }>("GET", `/chats?${ever}`);
    const { offlineMessages } = await emulator.call<{ offlineMessages: Message[] }>(
      "GET",
      `/offlineMessages?${ever}`,
    );
    const visitors = await emulator.call<{ id: string; email: string }[]>("GET", "/visitors");
    const emails = new Map(visitors.map(({ id, email }) => [id, email]));
    expect([chats.length, offlineMessages.length]).toEqual([60, 15]);
    for (const { requestedTime, startTime, endTime, status, messages, preChat, session } of chats) {
      const times = [session.startTime, requestedTime, startTime, endTime, new Date().toISOString()];
      expect(times).toEqual(times.toSorted());
      expect(messages.some(({ type }) => type === "agent")).toBe(status === "normal");
      expect(emails.get(session.visitorId)).toBe(preChat.email);
    }
    for (const { createdTime, email, session } of offlineMessages) {
      expect(session.startTime < createdTime).toBe(true);
      expect(emails.get(session.visitorId)).toBe(email);
    }
  });
});

interface Session {
  startTime: string;
  visitorId: string;
}

interface Chat {
  requestedTime: string;
  startTime: string;
  endTime: string;
  status: string;
  messages: { type: string }[];
  preChat: { email: string };
  session: Session;
}

interface Message {
  createdTime: string;
  email: string;
  session: Session;
}
