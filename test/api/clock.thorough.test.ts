import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type ClientOptions, createClient } from "../../provider/api";
import { credentials, startTestEmulator } from "../support/emulator";

/** Only the time of day is made up; timers and the monotonic clock go on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

const setClock = (minutes: number) => void vi.setSystemTime(Date.now() + minutes * 60_000);

const byPassword = { username: credentials.email, password: "emulator-password" };

async function siteOf(options: Partial<ClientOptions>, tokenLifetimeSeconds = 300) {
  const emulator = await startTestEmulator({ tokenLifetimeSeconds });
  const client = createClient({ baseUrl: emulator.url, credentials, ...options });
  onTestFinished(async () => {
    await client.close();
    await emulator.close();
  });
  return { emulator, client };
}

async function secondsOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

const later = (milliseconds: number, task: () => void) => setTimeout(task, milliseconds);

describe.each([-10, 10])("a clock that is set by %i minutes", (minutes) => {
  it("neither ends a token nor keeps one", async () => {
    const asked: string[] = [];
    const { client } = await siteOf({
      credentials: byPassword,
      onExchange: ({ path, status }) => asked.push(`${path} ${status}`),
    });
    await client.campaigns.list();
    setClock(minutes);
    await client.campaigns.list();
    const campaigns = "/api/v3/livechat/campaigns 200";
    expect(asked).toEqual(["/oauth/token 200", campaigns, campaigns]);
  });

  it("doesn't keep a token that has ended", async () => {
    const asked: string[] = [];
    const { client } = await siteOf(
      { credentials: byPassword, onExchange: ({ path, status }) => asked.push(`${path} ${status}`) },
      1,
    );
    await client.campaigns.list();
    setClock(minutes);
    await new Promise((done) => setTimeout(done, 1100));
    await client.campaigns.list();
    expect(asked.filter((line) => line === "/oauth/token 200")).toHaveLength(2);
    expect(asked.filter((line) => line.endsWith(" 401"))).toEqual([]);
  });

  it("neither stretches nor ends a pause that the service asks for", async () => {
    const { emulator, client } = await siteOf({});
    await emulator.limit({ rate: { requests: 1, seconds: 2, retryAfter: true } });
    await client.campaigns.list();
    later(300, () => setClock(minutes));
    const seconds = await secondsOf(() => client.campaigns.list());
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(4);
  });

  it("changes no rate: neither a stall nor a burst", async () => {
    const { client } = await siteOf({ maxRequestsPerMinute: 600 });
    later(500, () => setClock(minutes));
    const seconds = await secondsOf(() =>
      Promise.all(Array.from({ length: 16 }, () => client.campaigns.list())),
    );
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(4);
  });

  it("makes no difference to a date in Retry-After, which the service means by its own clock", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      const here = new Date(performance.timeOrigin + performance.now());
      const inTwoSeconds = new Date(here.getTime() + 2000).toUTCString();
      const headers = { date: here.toUTCString(), "content-type": "application/json" };
      if (requests > 1) response.writeHead(200, headers).end("[]");
      else response.writeHead(503, { ...headers, "retry-after": inTwoSeconds }).end("{}");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, credentials });
    onTestFinished(async () => {
      await client.close();
      server.close();
    });
    setClock(minutes);
    const seconds = await secondsOf(() => client.campaigns.list());
    expect([requests, seconds > 1.5, seconds < 5]).toEqual([2, true, true]);
  });
});
