import { Agent, request } from "undici";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { credentials } from "../support/emulator";

/** As they were before any emulator was started. */
const globals = [globalThis.Request, globalThis.Response];

const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

describe("close", () => {
  it("ends idle connections at once, and may be called twice", async () => {
    const emulator = await startEmulator();
    const dispatcher = new Agent({ keepAliveTimeout: 60_000 });
    const { body } = await request(`${emulator.url}/api/v3/livechat/campaigns`, {
      dispatcher,
      headers: { authorization },
    });
    await body.dump();
    const start = performance.now();
    await Promise.all([emulator.close(), emulator.close()]);
    expect(performance.now() - start).toBeLessThan(200);
    await dispatcher.destroy();
  });

  it("doesn't wait for a delayed answer", async () => {
    const emulator = await startEmulator();
    const rule = { path: "/**", fault: { delayMs: 60_000 } };
    await fetch(`${emulator.url}/_emulator/faults`, { method: "POST", body: JSON.stringify(rule) });
    const waiting = fetch(`${emulator.url}/api/v3/livechat/campaigns`).catch(() => "cut");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    await emulator.close();
    expect(performance.now() - start).toBeLessThan(1000);
    expect(await waiting).toBe("cut");
  });

  it("doesn't wait for a client that never finishes its request", async () => {
    const emulator = await startEmulator();
    const { connect } = await import("node:net");
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      "POST /api/v3/livechat/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    await emulator.close();
    expect(performance.now() - start).toBeLessThan(1500);
    socket.destroy();
  });
});

describe("starting", () => {
  it("leaves the globals of the process alone", async () => {
    const emulator = await startEmulator();
    await fetch(emulator.url);
    const now = [globalThis.Request, globalThis.Response];
    expect(now.map((one, index) => one === globals[index])).toEqual([true, true]);
    await emulator.close();
  });

  it("gives each emulator a port and a site of its own", async () => {
    const [one, other] = await Promise.all([startEmulator(), startEmulator()]);
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.url).not.toBe(other.url);
    await fetch(`${one.url}/api/v3/livechat/campaigns`, {
      method: "POST",
      headers: { authorization },
      body: '{"name":"Sales"}',
    });
    const answer = await fetch(`${other.url}/api/v3/livechat/campaigns`, { headers: { authorization } });
    expect(await answer.json()).toEqual([]);
    await Promise.all([one.close(), other.close()]);
  });

  it.each([
    [{ apiKey: "" }, "The option apiKey is empty"],
    [{ host: "0.0.0.0", email: "ci@example.com" }, "needs credentials of your own"],
    [{ host: "::", apiKey: "obviously-fake-key" }, "needs credentials of your own"],
  ])("is refused with %j", async (options, reason) => {
    await expect(startEmulator(options)).rejects.toThrow(reason);
  });

  it("on the network issues no token for the password that everybody knows", async () => {
    const emulator = await startEmulator({
      host: "0.0.0.0",
      email: "ci@example.com",
      apiKey: "obviously-fake-key",
    });
    const form = { grant_type: "password", email: "ci@example.com", password: "emulator-password" };
    const url = emulator.url.replace("0.0.0.0", "127.0.0.1");
    const answer = await fetch(`${url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
    expect(answer.status).toBe(400);
    await emulator.close();
  });
});
