import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { Comm100Error } from "../../provider/core/errors";
import * as provider from "../../provider/pulumi/runtime";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import {
  forwarded,
  type HostileServer,
  html,
  http,
  json,
  type RawRequest,
  type Reply,
  startHostileServer,
} from "../support/hostile-server";

/**
 * The provider as the engine calls it, through something that spoils one answer. The site behind it decides: nothing
 * twice, nothing lost, nothing taken for deleted, nothing undeclared emptied.
 */
let emulator: TestEmulator;
let server: HostileServer;

beforeAll(async () => {
  emulator = await startTestEmulator();
  server = await startHostileServer();
});
afterAll(async () => {
  console.log(
    `${cases} bad answers to the provider: ${errors} ended in one error with the place, ${cases - errors} in the right result`,
  );
  await server.close();
  await emulator.close();
});
beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
});

let cases = 0;
let errors = 0;

/** A new run of the provider. */
async function restart(): Promise<void> {
  const settings = new Map<string, string>([
    ["comm100:baseUrl", server.url],
    ["comm100:email", "agent@example.com"],
    ["comm100:apiKey", "emulator-api-key"],
    ["comm100:maxRetries", "0"],
    ["comm100:lookUpSeconds", "0.01"],
  ]);
  await provider.configure({ config: { get: (name: string) => settings.get(name) } } as never);
  honest();
}

async function through(request: RawRequest): Promise<Buffer> {
  const { status, text } = await forwarded(emulator.url, request);
  return http(status, { "content-type": "application/json" }, text);
}

const honest = () => server.answer(through);

type Spoil = (text: string) => Reply;

/** Spoils the answer to the first request of a method: the request is carried out all the same, unless refused. */
function spoiling(method: string, name: string, spoil: Spoil): void {
  let isDone = false;
  server.answer(async (request) => {
    if (isDone || request.method !== method) return through(request);
    isDone = true;
    return spoil(refusals.test(name) ? "" : (await forwarded(emulator.url, request)).text);
  });
}

const refusals = /404|redirect/;

const jsonType = { "content-type": "application/json" };
const parsed = (text: string) => (text === "" ? {} : JSON.parse(text));
const changed = (text: string, change: (one: Properties) => unknown): Reply => {
  const body = parsed(text) as Properties | Properties[];
  return json(Array.isArray(body) ? body.map(change) : change(body));
};

const spoils: Readonly<Record<string, Spoil>> = {
  "a page of HTML": () => html(),
  "a page of HTML with 404": () => html(404),
  "a 404 of a gateway": () => json({ message: "Not Found" }, 404),
  "an empty 404": () => http(404, {}, ""),
  "truncated JSON": (text) => http(200, jsonType, text.slice(0, -1)),
  "a broken connection": (text) => (socket) => {
    socket.end(http(200, { ...jsonType, "content-length": String(text.length + 9) }, text));
  },
  "a redirect": () => http(302, { location: "https://elsewhere.example/" }, ""),
  "a compressed body": (text) => http(200, { ...jsonType, "content-encoding": "gzip" }, gzipSync(text)),
  "another content type": (text) => http(200, { "content-type": "text/html" }, text),
  "a megabyte": (text) => changed(text, (one) => ({ ...one, padding: "x".repeat(1_000_000) })),
  null: () => json(null),
  "an empty object": () => json({}),
  "an error with status 200": () => json({ code: 500000, message: "An error occurred." }),
  "an envelope": (text) => json({ data: parsed(text), total: 1 }),
  "a list of texts": () => json(["a", "b"]),
  "objects without ids": (text) => changed(text, ({ id: _id, ...rest }) => rest),
  "objects with the id null": (text) => changed(text, (one) => ({ ...one, id: null })),
  "a prototype": (text) =>
    http(200, jsonType, text.replace("{", '{"__proto__":{"id":"9","name":"x"},"constructor":1,')),
  "invalid UTF-8": (text) =>
    http(200, jsonType, Buffer.from(text.replace(/"name":"/g, '"name":"\xff'), "latin1")),
};

/** One of each way in which the API keeps objects: on the site, in a campaign, and always there. */
const kinds = [
  {
    kind: "Webhook",
    below: "/webhooks",
    declared: { event: "chatEnds", targetUrl: "https://hooks.example.com/a" },
    change: { event: "chatStarts", targetUrl: "https://hooks.example.com/a" },
  },
  {
    kind: "AutoInvitation",
    below: "/campaigns/{campaign}/invitation/autoInvitations",
    declared: { name: "Welcome", text: "May we help?" },
    change: { name: "Welcome", text: "Any question?" },
  },
  {
    kind: "ChatButton",
    below: "/campaigns/{campaign}/chatButton",
    declared: { type: "adaptive", adaptiveButtonColor: "#0A66C2" },
    change: { type: "adaptive", adaptiveButtonColor: "#FF0000" },
  },
] as const;

/** The result, or an error that tells a person what happened; nothing else. */
async function attempted<Result>(task: () => Promise<Result>): Promise<Result | undefined> {
  cases += 1;
  try {
    return await task();
  } catch (error) {
    expect(error).toBeInstanceOf(Comm100Error);
    const { message } = error as Error;
    expect(message).toMatch(/(GET|POST|PUT|DELETE) (\/api\/v3)?\/livechat\//);
    expect(message).not.toMatch(/[\r\n]/);
    errors += 1;
    return undefined;
  }
}

describe.each(kinds)("$kind, when a request is answered with", ({ kind, below, declared, change }) => {
  let parents: Properties;
  let path: string;

  beforeEach(async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    path = below.replace("{campaign}", id);
    parents = below.includes("{campaign}") ? { campaignId: id } : {};
    // Somebody else's, which must stay.
    if (kind === "Webhook")
      await emulator.call("POST", path, { ...change, targetUrl: "https://b.example.com/" });
    if (kind === "AutoInvitation") await emulator.call("POST", path, { name: "Other", text: "Stays" });
    await restart();
  });

  const isAlwaysThere = kind === "ChatButton";
  const inputs = (values: object): Properties => ({ ...parents, ...values, __kind: kind });
  const site = () => emulator.call("GET", path);
  const create = (values: object = declared) => provider.create(inputs(values));

  it.each(Object.entries(spoils))("%s: a creation happens once", async (name, spoil) => {
    const reference = await site();
    for (const method of isAlwaysThere ? ["GET", "PUT"] : ["GET", "POST"]) {
      spoiling(method, name, spoil);
      const made = await attempted(create);
      await restart();
      const { id, outs } = made ?? (await create());
      await restart();
      expect(await provider.read(id, outs as Properties)).toMatchObject({ id, inputs: declared });
      await provider.delete(id, outs as Properties);
      // No second one is left, and a singleton is as it was.
      expect(await site()).toEqual(reference);
      await restart();
    }
  });

  it.each(Object.entries(spoils))("%s: nothing is taken for deleted", async (name, spoil) => {
    const { id, outs } = await create();
    await restart();
    spoiling("GET", name, spoil);
    const read = await attempted(() => provider.read(id, outs as Properties));
    if (read) expect(read).toMatchObject({ id, inputs: declared });
  });

  it.each(Object.entries(spoils))("%s: an update empties nothing", async (name, spoil) => {
    const { id, outs } = await create();
    const before = await site();
    for (const method of ["GET", "PUT"]) {
      await restart();
      spoiling(method, name, spoil);
      await attempted(() => provider.update(id, outs as Properties, inputs(change)));
      await restart();
      const after = await provider.update(id, outs as Properties, inputs(change));
      expect(await provider.read(id, after.outs as Properties)).toMatchObject({ id, inputs: change });
      await provider.update(id, after.outs as Properties, inputs(declared));
      expect(await site()).toEqual(before);
    }
  });

  it.each(Object.entries(spoils))("%s: a deletion leaves what others own", async (name, spoil) => {
    const reference = await site();
    const { id, outs } = await create();
    await restart();
    for (const method of isAlwaysThere ? ["GET", "PUT"] : ["DELETE"]) {
      spoiling(method, name, spoil);
      await attempted(() => provider.delete(id, outs as Properties));
      await restart();
    }
    await provider.delete(id, outs as Properties);
    expect(await site()).toEqual(reference);
  });
});

describe("a list that", () => {
  const webhook = (targetUrl: string): Properties => ({ event: "chatEnds", targetUrl, __kind: "Webhook" });

  it("isn't there on the service is no empty one, while what it belongs to is there", async () => {
    const { id } = await emulator.call<{ id: string }>("POST", "/campaigns", { name: "Sales" });
    await restart();
    const rule = { campaignId: id, name: "Rule", __kind: "CustomRule" };
    server.answer((request) =>
      request.path.endsWith("/customRules")
        ? json({ code: 404000, message: "No such path." }, 404)
        : through(request),
    );
    await expect(provider.read("1", rule)).rejects.toThrow(/customRules answered 404/);
    await emulator.call("DELETE", `/campaigns/${id}`);
    await restart();
    expect(await provider.read("1", rule)).toEqual({ id: "", props: {} });
  });

  it("of the site isn't there is no empty one", async () => {
    await restart();
    server.answer(() => json({ code: 404000, message: "No such path." }, 404));
    await expect(provider.read("1", webhook("https://a.example.com/"))).rejects.toThrow(
      /webhooks answered 404/,
    );
  });

  it("is answered to a creation with an object from before has no second owner", async () => {
    const other = await emulator.call<{ id: string }>("POST", "/webhooks", webhook("https://b.example.com/"));
    await restart();
    server.answer((request) => (request.method === "POST" ? json(other, 201) : through(request)));
    await expect(provider.create(webhook("https://a.example.com/"))).rejects.toThrow(
      "an object that was there before, instead of the new one",
    );
  });
});
