import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }));

const api = (path: string, options: RequestInit = {}) => fetch(`${emulator.url}${path}`, options);
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });

describe("requests", () => {
  it.each([
    ["no credentials", {}],
    ["a wrong key", basic(`${credentials.email}:obviously-fake`)],
    ["a wrong address", basic(`somebody@example.com:${credentials.apiKey}`)],
    ["an unknown token", { authorization: "Bearer obviously-fake" }],
    ["another scheme", { authorization: "Digest x" }],
  ])("are refused with %s", async (_, headers) => {
    const answer = await api("/api/v3/livechat/campaigns", { headers: headers as Record<string, string> });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 401000 });
  });

  it("match paths whatever their case", async () => {
    expect((await send(emulator, "GET", "/CAMPAIGNS")).status).toBe(200);
    expect((await send(emulator, "GET", "/customvariables")).status).toBe(200);
  });

  it("to a route that the API doesn't have are told so", async () => {
    const answer = await send(emulator, "GET", "/campains");
    expect(answer).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("is not part of the API") },
    });
  });

  it("with a method that the path doesn't have are refused", async () => {
    expect((await send(emulator, "PATCH", "/campaigns")).status).toBe(405);
  });

  it.each(["{", "", "null", "[]", '"text"'])("with the body %j are refused", async (body) => {
    const headers = basic(`${credentials.email}:${credentials.apiKey}`);
    const answer = await api("/api/v3/livechat/campaigns", { method: "POST", headers, body });
    expect(answer.status).toBe(400);
  });

  it("with a body above 1 MiB are refused", async () => {
    expect((await send(emulator, "POST", "/campaigns", { name: "x".repeat(1024 * 1024) })).status).toBe(413);
  });
});

describe("tokens", () => {
  const ask = (form: Record<string, string>) =>
    api("/oauth/token", { method: "POST", body: new URLSearchParams(form) });
  const right = { grant_type: "password", email: credentials.email, password: "emulator-password" };

  it("are issued for e-mail address and password, and give access", async () => {
    const token = (await (await ask(right)).json()) as Record<string, unknown>;
    expect(token).toMatchObject({
      token_type: "bearer",
      expires_in: 43_199,
      refresh_token: expect.any(String),
    });
    const headers = { authorization: `Bearer ${token.access_token}` };
    expect((await api("/api/v3/livechat/campaigns", { headers })).status).toBe(200);
    await api("/_emulator/tokens/revoke", { method: "POST" });
    expect((await api("/api/v3/livechat/campaigns", { headers })).status).toBe(401);
  });

  it.each([
    ["a wrong password", { ...right, password: "obviously-fake" }],
    ["another grant", { ...right, grant_type: "refresh_token" }],
    ["nothing", {}],
  ])("are refused for %s", async (_, form) => {
    expect((await ask(form as Record<string, string>)).status).toBe(400);
  });

  it("end", async () => {
    const other = await startEmulator({ tokenLifetimeSeconds: 0 });
    const answer = await fetch(`${other.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(right),
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${other.url}/api/v3/livechat/campaigns`, { headers })).status).toBe(401);
    await other.close();
  });
});

describe("faults", () => {
  it("answer a status with headers instead of handling", async () => {
    await emulator.fault({
      method: "POST",
      path: "/campaigns",
      fault: { status: 429, headers: { "retry-after": "3" } },
    });
    const answer = await send(emulator, "POST", "/campaigns", { name: "Sales" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("answer a status after handling", async () => {
    await emulator.fault({ path: "/campaigns", fault: { status: 503, when: "after" } });
    expect((await send(emulator, "POST", "/campaigns", { name: "Sales" })).status).toBe(503);
    expect(await emulator.call("GET", "/campaigns")).toHaveLength(1);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("cut the connection %s handling", async (reset, count) => {
    await emulator.fault({ method: "POST", path: "/campaigns", fault: { reset } });
    await expect(send(emulator, "POST", "/campaigns", { name: "Sales" })).rejects.toThrow();
    expect(await emulator.call("GET", "/campaigns")).toHaveLength(count);
    const [first] = (await (await api("/_emulator/requests")).json()) as { status: number | null }[];
    expect(first?.status).toBeNull();
  });

  it("delay", async () => {
    await emulator.fault({ path: "/campaigns", fault: { delayMs: 150 } });
    const start = performance.now();
    await emulator.call("GET", "/campaigns");
    expect(performance.now() - start).toBeGreaterThan(140);
  });

  it("happen so many times, after so many requests, to what matches", async () => {
    await emulator.fault({
      method: "GET",
      path: "/campaigns/**",
      times: 2,
      after: 1,
      fault: { status: 500 },
    });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++)
      statuses.push((await send(emulator, "GET", "/campaigns/a/b/c")).status);
    expect(statuses).toEqual([404, 500, 500, 404, 404]);
    expect((await send(emulator, "GET", "/webhooks")).status).toBe(200);
  });

  it.each([{}, { path: "/x", fault: { status: 200 } }, { path: "/x", fault: { rest: "before" } }])(
    "that make no sense are refused: %j",
    async (rule) => {
      const answer = await api("/_emulator/faults", { method: "POST", body: JSON.stringify(rule) });
      expect(answer.status).toBe(400);
    },
  );
});

describe("the log", () => {
  it("has method, path and status of each request, and nothing of its headers or body", async () => {
    await send(emulator, "POST", "/campaigns", { name: "obviously-fake-secret" });
    const text = await (await api("/_emulator/requests")).text();
    expect(JSON.parse(text)).toEqual([
      { method: "POST", path: "/api/v3/livechat/campaigns", status: 201, at: expect.any(String) },
    ]);
    expect(text).not.toMatch(/obviously-fake-secret|Basic/);
  });
});

it("refuses to listen on the network with the credentials that everybody knows", async () => {
  await expect(startEmulator({ host: "0.0.0.0" })).rejects.toThrow("needs credentials of your own");
});
