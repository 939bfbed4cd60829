import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiError, type Client, type ClientOptions, createClient, NoAnswerError } from "../../provider/api";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";

let emulator: TestEmulator;
let clients: Client[] = [];

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => fetch(`${emulator.url}/_emulator/reset`, { method: "POST" }));
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});

/** Pauses take no time, and are written down. The clock stands still, so that a busy machine makes none of its own. */
const pauses: number[] = [];
beforeEach(() => {
  pauses.length = 0;
});

function client(options: Partial<ClientOptions> = {}): Client {
  const sleep = (milliseconds: number) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  const made = createClient({
    baseUrl: emulator.url,
    credentials,
    environment: { now: () => 0, sleep, random: () => 1 },
    ...options,
  });
  clients.push(made);
  return made;
}

describe("endpoints", () => {
  it("create, get, update, list and delete a member of a collection", async () => {
    const { campaigns } = client();
    const created = await campaigns.create({ name: "Sales" });
    expect(await campaigns.get(created.id)).toEqual(created);
    await campaigns.update(created.id, { name: "Support", description: "Help" });
    expect(await campaigns.list()).toEqual([{ ...created, name: "Support", description: "Help" }]);
    await campaigns.delete(created.id);
    expect(await campaigns.list()).toEqual([]);
  });

  it("send nothing but GET from a client that only reads", async () => {
    const { campaigns } = client({ readOnly: true });
    const { id } = await client().campaigns.create({ name: "Sales" });
    expect(await campaigns.list()).toHaveLength(1);
    await emulator.forgetRequests();
    for (const write of [
      () => campaigns.create({ name: "Other" }),
      () => campaigns.update(id, { name: "Other" }),
      () => campaigns.delete(id),
    ]) {
      await expect(write()).rejects.toThrow("was not sent: this client only reads.");
    }
    expect(await emulator.requests()).toEqual([]);
  });

  it("sign in although they only read", async () => {
    const signIn = { username: credentials.email, password: "emulator-password" };
    expect(await client({ readOnly: true, credentials: signIn }).campaigns.list()).toEqual([]);
  });

  it("get and update what belongs to a campaign", async () => {
    const { campaigns, chatButton, autoInvitations } = client();
    const { id } = await campaigns.create({ name: "Sales" });
    await chatButton.update(id, { type: "textLink", textLinkButtonText: "Chat" });
    expect(await chatButton.get(id)).toMatchObject({ type: "textLink", textLinkButtonText: "Chat" });
    const invitation = await autoInvitations.create(id, { name: "Hello" });
    expect(await autoInvitations.get(id, invitation.id)).toEqual(invitation);
    expect(await emulator.requests()).toContain("GET /campaigns/{id}/invitation/autoInvitations/{id}");
  });

  it("encode ids in paths", async () => {
    await expect(client().campaigns.get("a/../b?c#d")).rejects.toThrow("404");
    expect(await emulator.requests()).toEqual(["GET /campaigns/a%2F..%2Fb%3Fc%23d"]);
  });

  it.each(["", ".", ".."])("refuse %j as an id without a request", async (id) => {
    await expect(client().campaigns.get(id)).rejects.toThrow("not an id that can be part of a path");
    expect(await emulator.requests()).toEqual([]);
  });
});

describe("errors", () => {
  it("carry status, code, message, method, path and request id", async () => {
    const error = await client()
      .webhooks.create({ event: "chatEnds", targetUrl: "nowhere" })
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      code: 400000,
      method: "POST",
      path: "/api/v3/livechat/webhooks",
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.message).toContain("Parameter 'targetUrl' must be an absolute URL.");
  });

  it("never hold a credential", async () => {
    const wrong = client({ credentials: { email: "agent@example.com", apiKey: "obviously-fake-secret" } });
    const error = await wrong.campaigns.list().catch((caught) => caught);
    expect(error).toMatchObject({ status: 401 });
    const secrets = [
      "obviously-fake-secret",
      Buffer.from("agent@example.com:obviously-fake-secret").toString("base64"),
    ];
    for (const secret of secrets) expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(secret);
  });

  it("name the address when nothing answers there", async () => {
    const nobody = client({ baseUrl: "http://127.0.0.1:9", maxRetries: 0 });
    await expect(nobody.campaigns.list()).rejects.toThrow("can't reach http://127.0.0.1:9 (ECONNREFUSED)");
  });
});

describe("repetition", () => {
  it.each([429, 502, 503, 504])("repeats GET, PUT and DELETE after status %i", async (status) => {
    const { campaigns } = client();
    const { id } = await campaigns.create({ name: "Sales" });
    await emulator.fault({ path: "/campaigns/*", times: 3, fault: { status } });
    await campaigns.get(id);
    await emulator.fault({ path: "/campaigns/*", times: 1, fault: { status } });
    await campaigns.update(id, { name: "Support" });
    await emulator.fault({ path: "/campaigns/*", times: 1, fault: { status } });
    await campaigns.delete(id);
    expect(pauses).toEqual([500, 1000, 2000, 500, 500]);
  });

  it.each([400, 401, 403, 404, 500])("doesn't repeat after status %i", async (status) => {
    await emulator.fault({ path: "/campaigns", fault: { status } });
    await expect(client().campaigns.list()).rejects.toMatchObject({ status });
    expect(await emulator.requests()).toHaveLength(1);
  });

  it("repeats after the connection was cut", async () => {
    await emulator.fault({ path: "/campaigns", times: 2, fault: { reset: "before" } });
    expect(await client().campaigns.list()).toEqual([]);
  });

  it("takes a deletion whose answer was lost for done", async () => {
    const { campaigns } = client();
    const { id } = await campaigns.create({ name: "Sales" });
    await emulator.fault({ method: "DELETE", path: "/campaigns/*", fault: { reset: "after" } });
    await campaigns.delete(id);
    expect(await campaigns.list()).toEqual([]);
    await expect(campaigns.delete(id)).rejects.toMatchObject({ status: 404 });
  });

  it.each([{ status: 503 }, { reset: "before" }, { reset: "after" }])(
    "never repeats POST: %j",
    async (fault) => {
      await emulator.fault({ method: "POST", path: "/campaigns", fault });
      await expect(client().campaigns.create({ name: "Sales" })).rejects.toThrow();
      expect(await emulator.requests()).toEqual(["POST /campaigns"]);
    },
  );

  it("waits as long as Retry-After asks", async () => {
    await emulator.fault({ path: "/campaigns", fault: { status: 429, headers: { "retry-after": "7" } } });
    await client().campaigns.list();
    expect(pauses).toEqual([7000]);
  });

  it("gives up after maxRetries", async () => {
    await emulator.fault({ path: "/campaigns", times: 9, fault: { status: 503 } });
    await expect(client({ maxRetries: 2 }).campaigns.list()).rejects.toMatchObject({ status: 503 });
    expect(await emulator.requests()).toHaveLength(3);
  });

  it("ends a request that takes too long", async () => {
    await emulator.fault({ path: "/campaigns", times: 9, fault: { delayMs: 5000 } });
    const error = await client({ timeoutSeconds: 0.2, maxRetries: 0 })
      .campaigns.list()
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(NoAnswerError);
    expect(error.reason).toBe("timeout");
  });
});

describe("cancellation", () => {
  it("ends a request under way", async () => {
    await emulator.fault({ path: "/campaigns", times: 9, fault: { delayMs: 5000 } });
    const error = await client({ signal: AbortSignal.timeout(100) })
      .campaigns.list()
      .catch((caught) => caught);
    expect(error).toMatchObject({ name: "NoAnswerError", reason: "cancelled" });
  });

  it("ends a pause between two tries", async () => {
    await emulator.fault({ path: "/campaigns", fault: { status: 429, headers: { "retry-after": "60" } } });
    const error = await client({ signal: AbortSignal.timeout(100), environment: {} })
      .campaigns.list()
      .catch((caught) => caught);
    expect(error).toMatchObject({ name: "NoAnswerError", reason: "cancelled" });
  });
});

it("keeps the number of requests under way below maxConcurrency", async () => {
  let underWay = 0;
  let most = 0;
  const server = await serve((_, answer) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      answer.setHeader("content-type", "application/json").end("[]");
    }, 20);
  });
  const { campaigns } = client({ baseUrl: server.url, maxConcurrency: 3 });
  await Promise.all(Array.from({ length: 12 }, () => campaigns.list()));
  server.close();
  expect(most).toBe(3);
});

describe("OAuth", () => {
  const oauth = { credentials: { username: "agent@example.com", password: "emulator-password" } };

  it("asks for one token for all requests", async () => {
    const { campaigns } = client(oauth);
    await Promise.all([campaigns.list(), campaigns.list(), campaigns.list()]);
    const requests = await emulator.requests();
    expect(requests.filter((request) => request === "POST /oauth/token")).toHaveLength(1);
  });

  it("asks for another before the token ends", async () => {
    let now = Date.now();
    const { campaigns } = client({ ...oauth, environment: { now: () => now } });
    await campaigns.list();
    now += (43_199 - 59) * 1000;
    await campaigns.list();
    expect((await emulator.requests()).filter((request) => request === "POST /oauth/token")).toHaveLength(2);
  });

  it("asks for another once when a token is refused", async () => {
    const { campaigns } = client(oauth);
    await campaigns.list();
    await fetch(`${emulator.url}/_emulator/tokens/revoke`, { method: "POST" });
    expect(await campaigns.list()).toEqual([]);
    await emulator.fault({ path: "/campaigns", times: 9, fault: { status: 401 } });
    await emulator.forgetRequests();
    await expect(campaigns.list()).rejects.toMatchObject({ status: 401 });
    expect(await emulator.requests()).toEqual(["GET /campaigns", "POST /oauth/token", "GET /campaigns"]);
  });

  it("says which settings are wrong when the password is refused", async () => {
    const wrong = client({
      credentials: { username: "agent@example.com", password: "obviously-fake-secret" },
    });
    const error = await wrong.campaigns.list().catch((caught) => caught);
    expect(error.message).toContain("comm100:password");
    expect(`${error.stack}${error.cause}`).not.toContain("obviously-fake-secret");
  });
});

describe("answers", () => {
  const answering = async (body: string, status = 200, headers: Record<string, string> = {}) => {
    const server = await serve((_, answer) =>
      answer.writeHead(status, { "content-type": "application/json", ...headers }).end(body),
    );
    return { ...client({ baseUrl: server.url, maxRetries: 0 }), stop: server.close };
  };

  it("keep fields that the documents don't have", async () => {
    const { campaigns, stop } = await answering('[{"id": "A1", "name": "Sales", "somethingNew": {"a": 1}}]');
    expect(await campaigns.list()).toEqual([{ id: "A1", name: "Sales", somethingNew: { a: 1 } }]);
    stop();
  });

  it("make text of a numeric id", async () => {
    const { campaigns, stop } = await answering('{"id": 7, "name": "Sales"}');
    expect(await campaigns.get("7")).toEqual({ id: "7", name: "Sales" });
    stop();
  });

  it("may wrap one object in a list", async () => {
    const { autoInvitations, stop } = await answering('[{"id": "A1", "name": "Hello"}]');
    expect(await autoInvitations.get("C1", "A1")).toMatchObject({ name: "Hello" });
    stop();
  });

  it.each([
    ["a required field that is missing", '{"id": "A1"}', "field name"],
    ["a required field of another type", '{"id": "A1", "name": {}}', "field name"],
    ["no id", '{"name": "Sales"}', "field id"],
    ["HTML", "<html>sign in</html>", "no JSON"],
    ["JSON that is cut off", '{"id": "A1", "na', "no JSON"],
    ["nothing", "", "the body"],
  ])("are refused with %s", async (_, body, reason) => {
    const { campaigns, stop } = await answering(body);
    await expect(campaigns.get("A1")).rejects.toThrow(
      new RegExp(`GET /api/v3/livechat/campaigns/A1 answered something unexpected: .*${reason}`),
    );
    stop();
  });

  it("are not looked for elsewhere: a redirect is an error", async () => {
    const { campaigns, stop } = await answering("", 302, {
      location: `${emulator.url}/api/v3/livechat/campaigns`,
    });
    await expect(campaigns.list()).rejects.toThrow("a redirect (302), which is not followed");
    expect(await emulator.requests()).toEqual([]);
    stop();
  });
});

async function serve(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
