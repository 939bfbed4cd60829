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

describe("the payload after the vendor's documents", () => {
  /** What the event sends of a site with one chat and one message, or with what is given in place of them. */
  async function told(event: string, site: { chat?: object; message?: object } = {}): Promise<Told> {
    const { emulator, happen, hook } = await emulated();
    const { received, url } = await target();
    await hook(event, url);
    await emulator.load({
      departments: [{ id: "d1", name: "Repairs" }],
      agents: [
        { id: 41, displayName: "Kari" },
        { id: 42, displayName: "Ola" },
      ],
      sessions: [{ id: "s1", visitorId: "v1" }],
      visitors: [{ id: "v1", name: "Zoe", status: "outOfSite" }],
      chats: [{ ...wholeChat, ...site.chat }],
      offlineMessages: [{ id: "m1", sessionId: "s1", departmentId: "d1", ...site.message }],
    });
    await happen({
      event,
      ...(event === "offlineMessageSubmitted" ? { offlineMessageId: "m1" } : { chatId: "c1" }),
    });
    return first(received);
  }

  it.each([
    ["chatRequested", 0],
    ["chatStarts", 2],
    ["chatTransferred", 2],
    ["chatEnds", 9],
    ["chatWrappedUp", 2],
    ["offlineMessageSubmitted", 10],
  ])(
    "of %s has the visitor's status as the number %i, whatever the visitor does now",
    async (event, status) => {
      expect((await told(event)).visitor).toMatchObject({ id: "v1", status });
    },
  );

  it("of a chat that ended has every field of version 1, and the department's name", async () => {
    expect(await told("chatEnds")).toMatchObject({
      chat: {
        id: "c1",
        name: "Zoe",
        email: "zoe@example.net",
        phone: "12",
        company: "Bikes",
        product_service: "Repair",
        department: "Repairs",
        operators: "Kari, Ola",
        start_time: "/Date(1772445606000)/",
        end_time: "/Date(1772445900000)/",
        waiting_time: "6s",
        chat_transcript:
          "Agent Kari has joined the chat.⊙Agent Ola has joined the chat.⊙[10:00:07] Zoe: Hello⊙" +
          "The visitor looks away.⊙[10:00:09] Kari: Hi, Zoe⊙The chat is ended.(10:05:00)⊙",
        attachment: [{ name: "wheel.png", uri: "https://files.example.com/wheel.png" }],
        custom_fields: [{ name: "Topic", value: "Parts" }],
        custom_variable: [{ name: "Plan", value: "gold" }],
        rating: 4,
        rating_comment: "Quick",
        operator_comment: "Knows her bike",
        wrap_up: { category: "Advice, Parts", comment: "Done", fields: [], time: "/Date(1772445960000)/" },
      },
    });
  });

  it("of a chat that nobody answered, rated or wrapped up says so", async () => {
    const missed = {
      agentIds: [],
      postChat: undefined,
      agentWrapUp: undefined,
      messages: wholeChat.messages.slice(0, 1),
    };
    expect(await told("chatEnds", { chat: missed })).toMatchObject({
      chat: {
        operators: "",
        chat_transcript: "⊙[10:00:07] Zoe: Hello⊙The chat is ended.(10:05:00)⊙",
        rating: -1,
        wrap_up: null,
      },
    });
  });

  it("of a chat that is transferred has the visitor and the chat so far", async () => {
    const { event, visitor, chat, ...others } = await told("chatTransferred");
    expect([event, visitor.chat_id, others]).toEqual(["chat_transferred", "c1", {}]);
    expect(chat).toMatchObject({ id: "c1", end_time: null, rating: -1, wrap_up: null });
    expect(chat?.chat_transcript).toMatch(/Hi, Zoe⊙$/);
  });

  it("of an offline message has its id as the chat's, and an empty attachment where there is none", async () => {
    expect(await told("offlineMessageSubmitted")).toMatchObject({
      offline_message: { id: "m1", department: "d1", attachment: { name: "", uri: "" } },
      visitor: { chat_id: "m1" },
    });
    const attachment = { name: "a.png", uri: "https://files.example.com/a.png" };
    expect(await told("offlineMessageSubmitted", { message: { attachment } })).toMatchObject({
      offline_message: { attachment },
    });
  });
});

const wholeChat = {
  id: "c1",
  sessionId: "s1",
  agentIds: [41, 42],
  requestedTime: "2026-03-02T10:00:00Z",
  startTime: "2026-03-02T10:00:06Z",
  endTime: "2026-03-02T10:05:00Z",
  preChat: {
    name: "Zoe",
    email: "zoe@example.net",
    phone: "12",
    company: "Bikes",
    productService: "Repair",
    departmentId: "d1",
    fieldValues: [{ fieldName: "Topic", value: "Parts" }],
  },
  messages: [
    { type: "visitor", senderName: "Zoe", sentTime: "2026-03-02T10:00:07Z", content: "Hello" },
    { type: "system", content: "The visitor looks away." },
    { type: "note", senderName: "Ola", sentTime: "2026-03-02T10:00:08Z", content: "Knows her bike" },
    {
      type: "agent",
      senderName: "Kari",
      sentTime: "2026-03-02T10:00:09Z",
      content: "Hi, Zoe",
      attachmentUrl: "https://files.example.com/wheel.png",
    },
  ],
  postChat: { ratingGrade: "level4", ratingComment: "Quick" },
  agentWrapUp: {
    categories: ["Advice", "Parts"],
    comment: "Done",
    lastUpdatedTime: "2026-03-02T10:06:00Z",
  },
  customVariable: { fieldValues: [{ fieldName: "Plan", value: "gold" }] },
};

interface Told extends Record<string, unknown> {
  visitor: { id: string; email: string; chat_id: string };
  offline_message?: { id: string };
  chat?: { chat_transcript: string };
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
