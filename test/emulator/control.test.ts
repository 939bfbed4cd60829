import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { send, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }));

const control = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${emulator.url}/_emulator${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const log = async () => (await (await control("GET", "/requests")).json()) as Record<string, unknown>[];

describe("a fault", () => {
  it("matches paths below /api/v3 and whole ones, in any case", async () => {
    for (const path of ["/livechat/webhooks", "/api/v3/livechat/webhooks", "/LiveChat/WEBHOOKS"]) {
      await control("POST", "/faults", { path, fault: { status: 503 } });
      expect((await send(emulator, "GET", "/webhooks")).status, path).toBe(503);
      expect((await send(emulator, "GET", "/webhooks")).status, path).toBe(200);
    }
  });

  it("with * matches one segment, with ** any", async () => {
    const statuses = async (path: string) => {
      await control("POST", "/faults", { path, times: 9, fault: { status: 503 } });
      const all = await Promise.all(
        ["/campaigns", "/campaigns/a", "/campaigns/a/chatButton"].map((one) => send(emulator, "GET", one)),
      );
      await control("DELETE", "/faults");
      return all.map(({ status }) => status);
    };
    expect(await statuses("/livechat/campaigns/*")).toEqual([200, 503, 404]);
    expect(await statuses("/livechat/campaigns/**")).toEqual([200, 503, 503]);
    expect(await statuses("/**")).toEqual([503, 503, 503]);
    expect(await statuses("/livechat/campaign.")).toEqual([200, 404, 404]);
  });

  it("matches methods in any case, and only those", async () => {
    await control("POST", "/faults", { method: "post", path: "/livechat/webhooks", fault: { status: 503 } });
    expect((await send(emulator, "GET", "/webhooks")).status).toBe(200);
    expect((await send(emulator, "POST", "/webhooks", {})).status).toBe(503);
  });

  it("comes before credentials are checked, and reaches the token endpoint", async () => {
    await control("POST", "/faults", { path: "/oauth/token", fault: { status: 500 } });
    expect((await fetch(`${emulator.url}/oauth/token`, { method: "POST" })).status).toBe(500);
  });

  it("answers the given body: JSON, or a text as it is", async () => {
    const headers = { "content-type": "text/html" };
    await control("POST", "/faults", { path: "/**", fault: { status: 502, body: "<h1>Bad</h1>", headers } });
    await control("POST", "/faults", {
      path: "/**",
      fault: { status: 429, body: { code: 7, message: "slow" } },
    });
    const first = await fetch(`${emulator.url}/api/v3/livechat/webhooks`);
    expect([first.status, first.headers.get("content-type"), await first.text()]).toEqual([
      502,
      "text/html",
      "<h1>Bad</h1>",
    ]);
    expect(await send(emulator, "GET", "/webhooks")).toMatchObject({ status: 429, body: { code: 7 } });
  });

  it("after handling shows nothing of the real answer", async () => {
    const fault = { status: 504, when: "after" };
    await control("POST", "/faults", { method: "POST", path: "/livechat/campaigns", fault });
    const answer = await send(emulator, "POST", "/campaigns", { name: "Sales" });
    expect([answer.status, answer.headers.get("location")]).toEqual([504, null]);
    expect(answer.body).toMatchObject({ code: 504000 });
    expect(answer.headers.get("x-request-id")).toBeTruthy();
  });

  it("is one of several that take their turns", async () => {
    await control("POST", "/faults", { path: "/**", times: 2, fault: { status: 500 } });
    await control("POST", "/faults", { path: "/**", fault: { status: 503 } });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await send(emulator, "GET", "/webhooks")).status);
    expect(statuses).toEqual([500, 500, 503, 200]);
  });

  it("carries a delayed request out although its client gave up", async () => {
    await control("POST", "/faults", {
      method: "POST",
      path: "/livechat/campaigns",
      fault: { delayMs: 150 },
    });
    const abandoned = fetch(`${emulator.url}/api/v3/livechat/campaigns`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from("agent@example.com:emulator-api-key").toString("base64")}`,
      },
      body: JSON.stringify({ name: "Late", description: "x".repeat(900_000) }),
      signal: AbortSignal.timeout(50),
    });
    await expect(abandoned).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await emulator.call("GET", "/campaigns")).toMatchObject([{ name: "Late" }]);
  });

  it("leaves the other connections alone when it cuts one", async () => {
    await control("POST", "/faults", { path: "/livechat/webhooks", fault: { reset: "before" } });
    const [cut, ...others] = await Promise.allSettled([
      send(emulator, "GET", "/webhooks"),
      send(emulator, "GET", "/campaigns"),
      send(emulator, "GET", "/customVariables"),
    ]);
    expect([cut, ...others].map((one) => one?.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  });

  it.each([
    [undefined, "body: "],
    [[], "body: "],
    [{ fault: { status: 503 } }, "path: "],
    [{ path: "livechat/webhooks", fault: { status: 503 } }, "path: "],
    [{ path: "/x", times: 0, fault: { status: 503 } }, "times: "],
    [{ path: "/x", after: -1, fault: { status: 503 } }, "after: "],
    [{ path: "/x", tines: 2, fault: { status: 503 } }, "tines"],
    [{ path: "/x" }, "fault: must be {status, headers?, body?, when?}, {delayMs} or {reset}"],
    [{ path: "/x", fault: { reset: "sometimes" } }, "fault: must be"],
    [{ path: "/x", fault: { status: 503, delayMs: 5 } }, "fault: must be"],
    [{ path: "/x", fault: { status: 503, headers: { "a b": "c" } } }, "fault.headers.a b: is no header"],
    [{ path: "/x", fault: { status: 503, headers: { a: "b\r\nc: d" } } }, "fault.headers.a: is no header"],
    [{ path: "/x", fault: { status: 503, headers: { a: "客" } } }, "fault.headers.a: is no header"],
  ])("is refused with a reason: %j", async (rule, reason) => {
    const answer = await control("POST", "/faults", rule);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toContain(reason);
  });
});

describe("the log", () => {
  it("has every request but those to the control endpoints, in order, without queries", async () => {
    await send(emulator, "GET", "/campaigns?token=obviously-fake");
    await send(emulator, "GET", "/Nowhere");
    await fetch(`${emulator.url}/oauth/token`, { method: "POST" });
    await send(emulator, "POST", "/webhooks", { event: "x".repeat(1024 * 1024) });
    await control("GET", "/nothing");
    expect((await log()).map(({ method, path, status }) => [method, path, status])).toEqual([
      ["GET", "/api/v3/livechat/campaigns", 200],
      ["GET", "/api/v3/livechat/Nowhere", 404],
      ["POST", "/oauth/token", 400],
      ["POST", "/api/v3/livechat/webhooks", 413],
    ]);
  });

  it("can be emptied", async () => {
    await send(emulator, "GET", "/campaigns");
    await control("DELETE", "/requests");
    expect(await log()).toEqual([]);
  });
});

describe("a reset", () => {
  it("empties the site, the faults, the log and the tokens", async () => {
    const form = { grant_type: "password", email: "agent@example.com", password: "emulator-password" };
    const token = await fetch(`${emulator.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await control("POST", "/faults", { path: "/**", times: 99, fault: { status: 503 } });
    expect((await control("POST", "/reset")).status).toBe(204);
    expect(await log()).toEqual([]);
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
    expect((await send(emulator, "GET", `/campaigns/${id}/chatButton`)).status).toBe(404);
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${emulator.url}/api/v3/livechat/campaigns`, { headers })).status).toBe(401);
  });
});

describe("the control endpoints", () => {
  it("refuse what isn't one of them", async () => {
    const answer = await control("GET", "/nothing");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      message: "GET /_emulator/nothing is not a control endpoint.",
    });
  });

  it("refuse web pages, which could reach them through a browser", async () => {
    const answer = await control("POST", "/reset", undefined, { origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    const here = await control("POST", "/reset", undefined, { origin: "http://localhost:3000" });
    expect(here.status).toBe(404);
  });
});

describe("the token endpoint", () => {
  const form = { grant_type: "password", email: "agent@example.com", password: "emulator-password" };
  const ask = (body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    fetch(`${emulator.url}/oauth/token`, { method: "POST", body, headers });

  it.each(Object.keys(form))("needs %s", async (name) => {
    const answer = await ask(new URLSearchParams({ ...form, [name]: "" }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ code: 400000, message: `Parameter '${name}' is required.` });
  });

  it("takes a form only", async () => {
    const answer = await ask(JSON.stringify(form), { "content-type": "application/json" });
    expect(answer.status).toBe(400);
  });

  it("issues tokens that differ, and isn't to be cached", async () => {
    const answers = await Promise.all([ask(new URLSearchParams(form)), ask(new URLSearchParams(form))]);
    const tokens = await Promise.all(
      answers.map(async (one) => (await one.json()) as { access_token: string }),
    );
    expect(tokens[0]?.access_token).not.toBe(tokens[1]?.access_token);
    expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
  });
});
