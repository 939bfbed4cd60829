import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startTestEmulator } from "../support/emulator";

/** A webhook's target: what it was sent. */
async function target(status = 200) {
  const received: { type: string | undefined; body: Record<string, unknown> }[] = [];
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
