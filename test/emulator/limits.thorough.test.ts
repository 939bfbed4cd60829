import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
const sockets: Socket[] = [];

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

function open(): Socket {
  const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  return socket;
}

/** What came back until the server closed the connection, and after how many milliseconds. */
async function untilClosed(socket: Socket): Promise<{ text: string; after: number }> {
  const start = performance.now();
  let text = "";
  socket.on("data", (data) => (text += data.toString()));
  await once(socket, "close");
  return { text, after: performance.now() - start };
}

const head = "POST /api/v3/livechat/campaigns HTTP/1.1\r\nhost: localhost\r\n";
const signedIn = `${head}authorization: Basic ${btoa(`${credentials.email}:${credentials.apiKey}`)}\r\n`;

describe("a client that sends byte by byte", () => {
  it.each([
    ["headers", head, "x", 5_000],
    ["a body", `${signedIn}content-length: 1000\r\n\r\n`, " ", 10_000],
  ])("%s is cut off, and others are served meanwhile", async (_, start, drip, limit) => {
    const slow = Array.from({ length: 50 }, open);
    const ended = slow.map((socket) => untilClosed(socket));
    for (const socket of slow) socket.write(start);
    const drips = setInterval(() => {
      for (const socket of slow) socket.write(drip);
    }, 500);
    expect((await send(emulator, "GET", "/campaigns")).status).toBe(200);
    const ends = await Promise.all(ended);
    clearInterval(drips);
    for (const { text, after } of ends) {
      expect(text).toMatch(/^HTTP\/1\.1 408 |^$/);
      expect(after).toBeGreaterThan(limit - 1_000);
      expect(after).toBeLessThan(limit + 10_000);
    }
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });
});

it("headers above 16 KiB are refused", async () => {
  const socket = open();
  const ended = untilClosed(socket);
  socket.write(`${head}x-padding: ${"x".repeat(20_000)}\r\n\r\n`);
  expect((await ended).text).toMatch(/^HTTP\/1\.1 431 /);
});

it("a body above 1 MiB is refused, whatever length it claims, and stores nothing", async () => {
  const large = "x".repeat(1024 * 1024 + 1);
  expect((await send(emulator, "POST", "/campaigns", { name: large })).status).toBe(413);
  expect(await emulator.call("GET", "/campaigns")).toEqual([]);
});

it("of more than 512 connections at once the further ones are closed, and others find room when they end", async () => {
  const many = Array.from({ length: 530 }, open);
  const count = () => many.filter((socket) => !socket.destroyed).length;
  await expect.poll(count).toBeLessThanOrEqual(512);
  // A few are those that the tests before have kept.
  expect(count()).toBeGreaterThan(480);
  const closed = many.filter((socket) => !socket.destroyed).map((socket) => once(socket, "close"));
  for (const socket of many) socket.destroy();
  await Promise.all(closed);
  const status = () =>
    send(emulator, "GET", "/campaigns").then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(status).toBe(200);
});

describe("listening on the network", () => {
  const credentials = { email: "ci@example.com", apiKey: "obviously-fake-key-of-ours" };
  // Names that begin like this machine's aren't this machine's.
  const hosts = ["0.0.0.0", "::", "", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1"];

  it.each(hosts)("is refused without credentials of one's own: %j", async (host) => {
    const wellKnown = { email: "agent@example.com", apiKey: "emulator-api-key" };
    for (const options of [{}, { email: credentials.email }, { apiKey: credentials.apiKey }, wellKnown]) {
      await expect(startEmulator({ host, ...options })).rejects.toThrow("needs credentials of your own");
    }
    const password = "emulator-password";
    await expect(startEmulator({ host, ...credentials, password })).rejects.toThrow(
      "needs credentials of your own",
    );
  });

  it("opens with them for who has them, and control endpoints stay closed for other machines", async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one && !one.internal && one.family === "IPv4");
    const server = await startEmulator({ host: "0.0.0.0", ...credentials });
    const origin = `http://${outside?.address ?? "127.0.0.1"}:${new URL(server.url).port}`;
    const status = async (path: string, pair?: string) => {
      const headers = pair === undefined ? {} : { authorization: `Basic ${btoa(pair)}` };
      return (await fetch(`${origin}${path}`, { headers })).status;
    };
    try {
      expect(await status("/api/v3/livechat/campaigns")).toBe(401);
      expect(await status("/api/v3/livechat/campaigns", "agent@example.com:emulator-api-key")).toBe(401);
      expect(await status("/api/v3/livechat/campaigns", `${credentials.email}:${credentials.apiKey}`)).toBe(
        200,
      );
      if (outside) expect(await status("/_emulator/requests")).toBe(404);
    } finally {
      await server.close();
    }
  });
});
