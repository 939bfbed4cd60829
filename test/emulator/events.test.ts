import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventRule } from "../../provider/emulator/objects/webhook";
import { startTestEmulator } from "../support/emulator";
import { type EventField, facts } from "../support/facts";

/** A webhook's target: what it was sent. */
async function target(status = 200) {
  const received: { type: string | undefined; body: Told }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      received.push({ type: request.headers["content-type"], body: JSON.parse(text) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

function first(received: readonly { body: Told }[]): Told {
  const [one] = received;
  if (!one) throw new Error("Nothing was received");
  return one.body;
}

async function emulated() {
  const emulator = await startTestEmulator();
  onTestFinished(() => emulator.close());
  await emulator.load("demo");
  const happen = async (body: object) => {
    const answer = await fetch(`${emulator.url}/_emulator/events`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const hook = (event: string, targetUrl: string) => emulator.call("POST", "/webhooks", { event, targetUrl });
  return { emulator, happen, hook };
}

describe("an event", () => {
  it.each([
    ["chatStarts", "chat_started"],
    ["chatEnds", "chat_ended"],
    ["chatWrappedUp", "chat_wrapped_up"],
    ["chatRequested", "chat_requested"],
    ["chatTransferred", "chat_transferred"],
    ["offlineMessageSubmitted", "offline_message_submitted"],
    ["agentStatusChanges", "online"],
  ])("%s is posted to its webhooks as %s", async (event, wireName) => {
    const { happen, hook } = await emulated();
    const { received, url } = await target();
    await hook(event, url);
    const { body } = await happen({ event });
    expect(body.deliveries).toContainEqual(expect.objectContaining({ targetUrl: url, status: 200 }));
    expect(received).toMatchObject([{ type: "application/json", body: { event: wireName } }]);
  });

  it("of each kind that a webhook can be of has a body", async () => {
    const { happen } = await emulated();
    for (const event of eventRule.values ?? []) {
      expect(await happen({ event }), `events/payloads.ts lacks ${event}`).toMatchObject({ status: 200 });
    }
  });

  it("tells of the chat and the visitor that are named", async () => {
    const { emulator, happen, hook } = await emulated();
    const { received, url } = await target();
    await hook("chatEnds", url);
    const { chats } = await emulator.call<{ chats: { id: string; sessionId: string }[] }>(
      "GET",
      "/chats?timeFrom=2000-01-01T00:00:00",
    );
    const chat = chats[3];
    await happen({ event: "chatEnded", chatId: chat?.id });
    const session = await emulator.call<{ visitorId: string }>("GET", `/sessions/${chat?.sessionId}`);
    expect(received[0]?.body).toMatchObject({
      visitor: {
        id: session.visitorId,
        chat_id: chat?.id,
        first_visit_time: expect.stringMatching(/^\/Date\(\d+\)\/$/),
      },
      chat: { chat_transcript: expect.stringContaining("Let me see.") },
    });
  });

  it.each(["chatStarts", "chatEnds", "chatWrappedUp", "offlineMessageSubmitted"])(
    "%s tells of one visit where nothing is named",
    async (event) => {
      const { emulator, happen, hook } = await emulated();
      const { received, url } = await target();
      await hook(event, url);
      await happen({ event });
      const { visitor, offline_message: message } = first(received);
      const list = event === "offlineMessageSubmitted" ? "offlineMessages" : "chats";
      const id = message?.id ?? visitor.chat_id;
      const about = await emulator.call<About>("GET", `/${list}/${id}?include=session`);
      expect(visitor.id).toBe(about.session.visitorId);
      expect(visitor.email).toBe(about.preChat?.email ?? about.email);
    },
  );

  it("tells of the visitor's own chat when only the visitor is named", async () => {
    const { emulator, happen, hook } = await emulated();
    const { received, url } = await target();
    await hook("chatEnds", url);
    const visitors = await emulator.call<{ id: string }[]>("GET", "/visitors");
    await happen({ event: "chatEnds", visitorId: visitors[4]?.id.toUpperCase() });
    const { visitor } = first(received);
    const chat = await emulator.call<About>("GET", `/chats/${visitor.chat_id}?include=session`);
    expect([visitor.id, chat.session.visitorId]).toEqual([visitors[4]?.id, visitors[4]?.id]);
  });

  it("tells of a visitor who has left as far as the visit and the form do", async () => {
    const { emulator, happen, hook } = await emulated();
    const { received, url } = await target();
    await hook("chatEnds", url);
    await emulator.load({
      sessions: [{ id: "s1", visitorId: "v1", ip: "192.0.2.99" }],
      chats: [{ id: "c1", sessionId: "s1", preChat: { name: "Zoe", email: "zoe@example.net" } }],
    });
    await happen({ event: "chatEnds", chatId: "c1" });
    expect(received[0]?.body.visitor).toMatchObject({
      id: "v1",
      name: "Zoe",
      ip: "192.0.2.99",
      chat_id: "c1",
    });
  });

  it("of an agent's status tells of the agent that is named, with the status that the agent has", async () => {
    const { happen, hook } = await emulated();
    const { received, url } = await target();
    await hook("agentStatusChanges", url);
    await happen({ event: "agentStatusChanges", agentId: 9 });
    await happen({ event: "operatorEventNotification", agentId: 7, status: "login" });
    expect(received.map(({ body }) => body)).toEqual([
      { event: "away", operator_id: 9 },
      { event: "login", operator_id: 7 },
    ]);
  });

  it("of a site without visitors, chats and agents is posted all the same", async () => {
    const { emulator, happen, hook } = await emulated();
    await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
    const { received, url } = await target();
    await hook("chatEnds", url);
    expect((await happen({ event: "chatEnds" })).body.deliveries).toMatchObject([{ status: 200 }]);
    expect(received[0]?.body).toMatchObject({ event: "chat_ended", visitor: { id: "", chats: 0 } });
  });

  it("goes to webhooks of its kind only, and to this machine only", async () => {
    const { happen, hook } = await emulated();
    const { received, url } = await target();
    await hook("chatStarts", url);
    const { body } = await happen({ event: "chatEnds" });
    expect(received).toEqual([]);
    expect(body.deliveries).toEqual([
      expect.objectContaining({ error: "Skipped: the emulator posts to this machine only." }),
    ]);
  });

  it("reports what a target answers, and when none answers", async () => {
    const { happen, hook } = await emulated();
    const { url } = await target(500);
    await hook("chatStarts", url);
    await hook("chatStarts", "http://127.0.0.1:1/closed");
    const { body } = await happen({ event: "chatStarts" });
    expect(body.deliveries).toEqual([
      expect.objectContaining({ status: 500 }),
      expect.objectContaining({ error: expect.stringMatching(/ECONNREFUSED|bad port/) }),
    ]);
  });

  it.each([
    [{ event: "chatExplodes" }, 'There is no event "chatExplodes"'],
    [{ event: "chatEnds", chatId: "nonsense" }, "The site has no /livechat/chats/nonsense."],
    [{ event: "chatStarts", visitorId: "nobody" }, "The site has no /livechat/visitors/nobody."],
    [{ event: "agentStatusChanges", agentId: 99 }, "The site has no /livechat/agents/99."],
    [{}, "event: "],
    [{ event: "chatEnds", chat: 1 }, "Unrecognized key"],
  ])("that can't be is refused: %j", async (happening, message) => {
    const { happen } = await emulated();
    expect(await happen(happening)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    });
  });
});

interface Told extends Record<string, unknown> {
  visitor: { id: string; email: string; chat_id: string };
  offline_message?: { id: string };
}

interface About {
  email?: string;
  preChat?: { email: string };
  session: { visitorId: string };
}

const described = facts.events.list.filter(({ external }) => external.fields.length > 0);

describe("the payload and the facts file", () => {
  it.each(described.map((one) => [one.event, one] as const))("agree on %s", async (event, { external }) => {
    const { happen, hook } = await emulated();
    const { received, url } = await target();
    await hook(event, url);
    await happen({ event });
    const body = first(received);
    expect(missingIn(body, external.fields, "")).toEqual([]);
    expect(external.wireEvent?.split(" | ")).toContain(body.event);
  });
});

/** The fields that a payload lacks; a skill is there on the later platform only. */
function missingIn(value: unknown, fields: readonly EventField[], at: string): string[] {
  return fields
    .filter(({ name }) => name !== "skill")
    .flatMap(({ name, fields: below = [] }) => {
      const inner = (value as Record<string, unknown>)[name];
      return inner === undefined ? [`${at}${name}`] : missingIn(inner, below, `${at}${name}.`);
    });
}
