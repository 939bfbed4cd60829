import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { PostedEvent } from "pulumi-comm100/webhooks";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { lineOf } from "../../examples/webhook-receiver/line";
import { receiver } from "../../examples/webhook-receiver/receiver";
import { startTestEmulator } from "../support/emulator";
import { facts } from "../support/facts";

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The events that the emulator posts to the example, each with what the emulator was told of its delivery. */
async function receivedFromEmulator(fixtures?: "demo") {
  const received: PostedEvent[] = [];
  const targetUrl = await listening(receiver((posted) => received.push(posted)));
  const emulator = await startTestEmulator(fixtures ? { fixtures } : {});
  onTestFinished(() => emulator.close());
  const deliveries: unknown[] = [];
  for (const { event } of facts.events.list) {
    await emulator.call("POST", "/webhooks", { event, targetUrl });
    const answer = await fetch(`${emulator.url}/_emulator/events`, {
      method: "POST",
      body: JSON.stringify({ event }),
    });
    const told = (await answer.json()) as { deliveries: { targetUrl: string; status: number }[] };
    deliveries.push(...told.deliveries.filter((one) => one.targetUrl === targetUrl));
  }
  return { received, deliveries };
}

const names = facts.events.list.map(({ event }) => event);

describe("the example's receiver", () => {
  it("receives every event that the emulator posts", async () => {
    const { received, deliveries } = await receivedFromEmulator("demo");
    expect(received.map(({ event }) => event)).toEqual(names);
    expect(deliveries).toEqual(names.map(() => expect.objectContaining({ status: 204 })));
    expect(received.map(lineOf)).toEqual([
      expect.stringMatching(/^offlineMessageSubmitted: \S+ \(inSite\) \{"subject":"About .+"\}$/),
      expect.stringMatching(/^agentStatusChanges: agent \d+, \w+$/),
      expect.stringMatching(/^chatStarts: \S+ \(chatting\) \{\}$/),
      expect.stringMatching(/^chatEnds: \S+ \(chatEnded\) \{"department":"\w+","until":"20.+Z","lines":4\}$/),
      expect.stringMatching(/^chatWrappedUp: \S+ \(chatting\) \{"category":"Advice"\}$/),
      expect.stringMatching(/^chatRequested: \S+ \(waitingForChat\) \{\}$/),
      expect.stringMatching(/^chatTransferred: \S+ \(chatting\) \{"department":"\w+","lines":3\}$/),
    ]);
  });

  it("receives those of a site without visitors, chats and agents", async () => {
    const { received } = await receivedFromEmulator();
    expect(received.map(({ event }) => event)).toEqual(names);
  });

  it("is the one that the page about webhooks shows", () => {
    const read = (path: string) => readFileSync(join(__dirname, "../..", path), "utf8");
    expect(read("docs/webhooks.md")).toContain(
      `\`\`\`ts\n${read("examples/webhook-receiver/receiver.ts")}\`\`\``,
    );
  });

  it("answers 500 when what it hands events to fails, and tells nobody why but its own log", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => logged.mockRestore());
    const url = await listening(receiver(() => Promise.reject(new Error("The archive is full."))));
    const answer = await fetch(url, { method: "POST", body: '{"event":"online","operator_id":1}' });
    expect([answer.status, await answer.text()]).toEqual([500, ""]);
    expect(String(logged.mock.calls)).toContain("The archive is full.");
  });

  it("hands on an event that isn't known, and answers what is none with 400 and the reason", async () => {
    const received: PostedEvent[] = [];
    const url = await listening(receiver((posted) => received.push(posted)));
    const post = async (body: string) => {
      const answer = await fetch(url, { method: "POST", body });
      return [answer.status, await answer.text()];
    };
    expect(await post('{"event":"chat_rated","stars":5}')).toEqual([204, ""]);
    expect(received.map(lineOf)).toEqual(["unknown: chat_rated"]);
    expect(await post('{"event":"chat_ended"}')).toEqual([
      400,
      expect.stringContaining("visitor is missing"),
    ]);
    expect(received).toHaveLength(1);
  });
});
