import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Client, type ClientOptions, createClient, UnexpectedAnswerError } from "../../provider/api";
import {
  type HostileServer,
  html,
  http,
  json,
  type Reply,
  startHostileServer,
} from "../support/hostile-server";

let server: HostileServer;
let elsewhere: HostileServer;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startHostileServer();
  elsewhere = await startHostileServer();
});
afterAll(async () => {
  await server.close();
  await elsewhere.close();
});
beforeEach(() => {
  server.requests.length = 0;
  elsewhere.requests.length = 0;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(options: Partial<ClientOptions> = {}): Client {
  const made = createClient({
    baseUrl: server.url,
    credentials: { email: "agent@example.com", apiKey: "obviously-fake-key" },
    maxRetries: 0,
    environment: { sleep: () => Promise.resolve() },
    ...options,
  });
  clients.push(made);
  return made;
}

const jsonType = { "content-type": "application/json" };
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const campaign = { id: "1", name: "Sales" };

/** What a list is answered with, and what the one error says of it. */
const replies: Readonly<Record<string, [() => Reply, RegExp]>> = {
  "HTML instead of JSON": [() => html(), /an HTML page and no JSON: .*Is comm100:baseUrl the API's origin\?/],
  "no content type and no JSON": [() => http(200, {}, "hello"), /no JSON \(no content type\)/],
  "truncated JSON": [
    () => http(200, jsonType, '[{"id":"1","name":"Sa'),
    /no JSON: cut off or broken, 21 characters long/,
  ],
  "a body that ends before its length": [
    () => (socket) => socket.end(http(200, { ...jsonType, "content-length": "500" }, "[]")),
    /cut before the answer was complete/,
  ],
  "chunks that end in the middle": [
    () => (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk('[{"id":')}`),
    /cut before the answer was complete/,
  ],
  "more than 64 MiB": [
    () => http(200, jsonType, Buffer.alloc(65 * 1024 * 1024, " ")),
    /more than 67108864 bytes/,
  ],
  "invalid UTF-8": [
    () => http(200, jsonType, Buffer.from('[{"id":"1","name":"Gr\xf6\xdfe"}]', "latin1")),
    /no UTF-8/,
  ],
  "a compressed body that nobody asked for": [
    () => http(200, { ...jsonType, "content-encoding": "gzip" }, gzipSync(JSON.stringify([campaign]))),
    /the encoding gzip, which was not asked for/,
  ],
  "a compressed bomb": [
    () => http(200, { ...jsonType, "content-encoding": "gzip" }, gzipSync(Buffer.alloc(2 ** 26, "["))),
    /the encoding gzip, which was not asked for/,
  ],
  "headers without end": [
    () => http(200, { ...jsonType, "x-padding": "x".repeat(100_000) }, "[]"),
    /more headers than are read/,
  ],
  "no HTTP at all": [() => "SSH-2.0-OpenSSH_9.6\r\n\r\n", /something that is no HTTP\. Is comm100:baseUrl/],
  "nothing but the end": [() => (socket) => socket.end(), /cut before the answer was complete/],
  "an empty body": [() => http(200, jsonType, ""), /the body: no list/],
  "an object instead of a list": [() => json({ campaigns: [campaign] }), /the body: no list/],
  null: [() => json(null), /the body: no list/],
  "a list of texts": [() => json(["1", "2"]), /item 0\.: no object/],
  "a list with null": [() => json([campaign, null]), /item 1\.: no object/],
  "a list without ids": [() => json([{ name: "Sales" }]), /field 0\.id/],
  "a list with an empty id": [() => json([{ ...campaign, id: "" }]), /field 0\.id/],
  "a list with an id of another type": [() => json([{ ...campaign, id: { value: 1 } }]), /field 0\.id/],
  "a missing required field": [() => json([{ id: "1" }]), /field 0\.name/],
  "a required field of another type": [() => json([{ id: "1", name: ["Sales"] }]), /field 0\.name/],
  "an error with status 200": [
    () => json({ code: 500000, message: "An error occurred." }),
    /answered 200 with an error in its body \(code 500000\): An error occurred\./,
  ],
  "a 404 of another server": [() => html(404), /answered 404\. That is not how the API says/],
};

describe("a list that is answered with", () => {
  it.each(Object.entries(replies))("%s ends in one clear error", async (_, [reply, message]) => {
    server.answer(reply);
    const error = await client()
      .campaigns.list()
      .catch((caught) => caught);
    expect(error.message).toMatch(/^GET \/api\/v3\/livechat\/campaigns[ :]/);
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/\n/);
    expect(server.requests).toHaveLength(1);
  });

  it("10 MB is read like any other, whatever its content type", async () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({ id, name: "x".repeat(1000) }));
    server.answer(() => http(200, { "content-type": "text/plain" }, JSON.stringify(many)));
    expect(await client().campaigns.list()).toHaveLength(10_000);
  });

  it("a byte order mark or unknown fields is read all the same, and changes no prototype", async () => {
    const text = `\ufeff[{"id":"1","name":"Sales","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}]`;
    server.answer(() => http(200, jsonType, text));
    const [only] = await client().campaigns.list();
    expect(only).toMatchObject(campaign);
    expect(Object.getPrototypeOf(only)).toBe(Object.prototype);
    expect(Object.getPrototypeOf({})).not.toHaveProperty("polluted");
  });

  it("one byte after the other ends at the time limit of the request", async () => {
    let drip: NodeJS.Timeout | undefined;
    server.answer(() => (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n[`);
      drip = setInterval(() => socket.write(" "), 50);
      socket.on("close", () => clearInterval(drip));
    });
    const start = performance.now();
    await expect(client({ timeoutSeconds: 0.4 }).campaigns.list()).rejects.toMatchObject({
      reason: "timeout",
    });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("an object that is answered with", () => {
  it.each([
    ["another one", json({ id: "2", name: "Support" }), /another object than the one that was asked for/],
    ["a list of two", json([campaign, campaign]), /the body: no object/],
  ])("%s is refused", async (_, reply, message) => {
    server.answer(() => reply);
    await expect(client().campaigns.get("1")).rejects.toThrow(message);
    await expect(client().campaigns.update("1", { name: "Sales" })).rejects.toThrow(message);
  });

  it.each([
    ["nothing", {}],
    ["something else", { data: { type: "image" } }],
  ])("%s is not taken for an empty one", async (_, body) => {
    server.answer(() => json(body));
    await expect(client().chatButton.get("1")).rejects.toThrow("an object without any field of ChatButton");
  });

  it.each([
    ["its own form", { code: 400001, message: "No." }],
    ["the guideline's", { error: { code: 400001, message: "No." } }],
    ["a number alone", { code: 400001 }],
  ])("an error in %s is one, whatever the status says, for every method", async (_, body) => {
    server.answer(() => json(body));
    const { campaigns, chatButton } = client();
    for (const call of [
      () => chatButton.get("1"),
      () => chatButton.update("1", { type: "image" }),
      () => campaigns.create({ name: "Sales" }),
      () => campaigns.delete("1"),
    ])
      await expect(call()).rejects.toMatchObject({ status: 400, code: 400001 });
  });

  it("an id in another letter case, or as a number, is the one that was asked for", async () => {
    server.answer(() => json({ ...campaign, id: "ABC" }));
    expect(await client().campaigns.get("abc")).toMatchObject({ id: "ABC" });
    server.answer(() => json({ ...campaign, id: 7 }));
    expect(await client().campaigns.get("7")).toMatchObject({ id: "7" });
  });

  it("an empty body is an error, but not after an update, which stores what was sent", async () => {
    server.answer(() => http(200, jsonType, ""));
    await expect(client().campaigns.get("1")).rejects.toThrow("the body: no object");
    expect(await client().campaigns.update("1", { name: "Sales" })).toEqual({ id: "1", name: "Sales" });
  });

  it("an empty body after a creation is an error, as the id is missing", async () => {
    server.answer(() => http(201, {}, ""));
    await expect(client().campaigns.create({ name: "Sales" })).rejects.toThrow("without the new id");
  });
});

describe("a redirect", () => {
  it.each([301, 302, 307, 308])("with status %i to another host isn't followed", async (status) => {
    elsewhere.answer(() => json([campaign]));
    const location = `${elsewhere.url}/collect?token=obviously-fake`;
    server.answer(() => http(status, { location }, ""));
    const oauth = { username: "agent@example.com", password: "obviously-fake-password" };
    for (const credentials of [{ email: "agent@example.com", apiKey: "obviously-fake-key" }, oauth]) {
      const error = await client({ credentials })
        .campaigns.list()
        .catch((caught) => caught);
      expect(error).toBeInstanceOf(UnexpectedAnswerError);
      expect(error.message).toContain(`a redirect (${status}), which is not followed, to ${elsewhere.url}.`);
      expect(error.message).not.toContain("obviously-fake");
    }
    expect(elsewhere.requests).toEqual([]);
  });
});

describe("a list in pages", () => {
  const page = (ids: readonly number[], total: number, more: object = {}) =>
    json({ chats: ids.map((id) => ({ id: String(id), name: `Chat ${id}` })), totalCount: total, ...more });
  const indexOf = (path: string) => Number(new URL(path, "http://x").searchParams.get("pageIndex"));
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  async function allIds(): Promise<string[]> {
    const ids: string[] = [];
    for await (const chat of client().chats.list()) ids.push(String((chat as { id: string }).id));
    return ids;
  }

  it("that grows and shrinks while it is read has everything once", async () => {
    // Two new ones push two to the next page; later, some of the end are deleted.
    const pages = [range(2, 12), range(10, 20), range(20, 25)];
    server.answer(({ path }) => page(pages[indexOf(path) - 1] ?? [], 25 - indexOf(path)));
    expect(await allIds()).toEqual(range(2, 25).map(String));
  });

  it("whose next page is on another host is asked for from the API all the same", async () => {
    elsewhere.answer(() => page([9], 1));
    server.answer(({ path }) =>
      page([indexOf(path)], 3, { nextPage: `${elsewhere.url}/api/v3/livechat/chats?pageIndex=9` }),
    );
    expect(await allIds()).toEqual(["1", "2", "3"]);
    expect(elsewhere.requests).toEqual([]);
  });

  it("that has the same page again and again ends in an error", async () => {
    server.answer(() => page([1, 2], 1_000_000));
    await expect(allIds()).rejects.toThrow(/GET .*chats answered something unexpected: the same items again/);
    expect(server.requests.length).toBeLessThan(10);
  });

  it("that ends before its total ends there", async () => {
    server.answer(({ path }) => page(indexOf(path) === 1 ? [1, 2] : [], 1_000_000));
    expect(await allIds()).toEqual(["1", "2"]);
  });

  it.each([
    ["no list", json({ totalCount: 5 }), /the body: no list/],
    ["no total", json({ chats: [] }), /the total is missing/],
    ["a negative total", json({ chats: [], total: -1 }), /the total is missing/],
    ["a total that is no number", json({ chats: [], total: "5" }), /the total is missing/],
  ])("with %s is refused", async (_, reply, message) => {
    server.answer(() => reply);
    await expect(allIds()).rejects.toThrow(message);
  });
});

describe("an error of the service", () => {
  it.each([
    ["the key", (text: string) => text],
    [
      "the Authorization header",
      (text: string) => Buffer.from(`agent@example.com:${text}`).toString("base64"),
    ],
  ])("that repeats %s is shown without it", async (_, spelled) => {
    const echo = spelled("obviously-fake-key");
    server.answer(() => json({ code: 401001, message: `The key '${echo}' is unknown.` }, 401));
    const error = await client()
      .campaigns.list()
      .catch((caught) => caught);
    expect(error.message).toContain("The key '[what was sent]' is unknown.");
  });

  it("that repeats a value of the body is shown without it, in any encoding", async () => {
    const secret = 'obviously/fake "secret" ö';
    server.answer(({ body }) => {
      const words = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64"), body];
      return json({ code: 400000, message: `Parameter 'description' is wrong: ${words.join(" | ")}` }, 400);
    });
    const error = await client()
      .campaigns.create({ name: "Sales and more", description: secret })
      .catch((caught) => caught);
    expect(error.message).toContain("Parameter 'description' is wrong");
    for (const text of [error.message, JSON.stringify(error), error.stack]) {
      expect(text).not.toMatch(/obviously|Sales and more|b2J2aW91c2x5/);
    }
  });

  it("that repeats the password of a token request is shown without it", async () => {
    server.answer(({ body }) => json({ code: 400000, message: `wrong: ${body}` }, 403));
    const credentials = { username: "agent@example.com", password: "obviously-fake & password" };
    const error = await client({ credentials })
      .campaigns.list()
      .catch((caught) => caught);
    expect(error.message).toContain("POST /oauth/token answered 403 (code 400000): wrong: grant_type=");
    expect(error.message).not.toMatch(/obviously|agent@|agent%40/);
  });

  it("to a token request says what was wrong, in the service's form and in OAuth's own", async () => {
    const credentials = { username: "agent@example.com", password: "obviously-fake" };
    for (const [body, said] of [
      [
        { code: 400000, message: "The e-mail address or the password is wrong." },
        "(code 400000): The e-mail address or the password is wrong.",
      ],
      [
        { error: "invalid_grant", error_description: "Wrong password: obviously-fake" },
        ": invalid_grant: Wrong password: [what was sent]",
      ],
      [{ error: "unsupported_grant_type" }, ": unsupported_grant_type"],
    ] as const) {
      server.answer(() => json(body, 400));
      const error = await client({ credentials })
        .campaigns.list()
        .catch((caught) => caught);
      expect(error.message).toContain(`POST /oauth/token answered 400 ${said}`.replace(" :", ":"));
      expect(error.message).toContain("Check comm100:username and comm100:password");
    }
  });

  it("with escape sequences reaches no terminal", async () => {
    const message = "\u001b[2J\u009b31mred\r\nGET /other answered 200\u2028\u202e";
    server.answer(() =>
      http(400, { ...jsonType, "x-request-id": "\u009b2J" }, JSON.stringify({ code: 400000, message })),
    );
    const error = await client()
      .campaigns.list()
      .catch((caught) => caught);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Zl}\u202e]/u);
    expect(error.message).toContain("red GET /other answered 200");
  });
});

it("a token that no header can hold is refused before it is used", async () => {
  server.answer(() => json({ access_token: "obviously-fake\r\nx-injected: 1", expires_in: 3600 }));
  const credentials = { username: "agent@example.com", password: "obviously-fake-password" };
  await expect(client({ credentials }).campaigns.list()).rejects.toThrow(
    /^POST \/oauth\/token answered something unexpected: access_token is missing or no token\.$/,
  );
  expect(server.requests).toHaveLength(1);
});
