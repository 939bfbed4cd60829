import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../provider/api";
import { ask, spellings } from "../support/documented-requests";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { missingPackage, packages } from "./readers";

const formFields = "/livechat/campaigns/{campaignId}/preChat/campaignFormFields";

/** Where the members of a path are listed that has no list itself. */
const lists: Readonly<Record<string, string>> = {
  "/livechat/campaigns/{campaignid}/campaignformfields": formFields,
  "/livechat/campaignformfields": formFields,
  "/livechat/campacustomvariablesigns": "/livechat/customVariables",
};

/** Of the draft's words nobody tells the ids but the request that makes them. */
const withoutIds = "/api/v3/livechat/translationExcludedWords/{id}";

const prism = join(packages, "@stoplight/prism-cli/dist/index.js");

describe("through a validating proxy", needs(missingPackage("@stoplight/prism-cli")), () => {
  const folder = mkdtempSync(join(tmpdir(), "comm100-contract-"));
  let emulator: TestEmulator;
  let proxy: { url: string; process: ChildProcess };
  let paths: Map<string, Operations>;

  beforeAll(async () => {
    emulator = await startTestEmulator();
    const text = await (await fetch(`${emulator.url}/openapi.json`)).text();
    const { paths: described } = JSON.parse(text) as { paths: Record<string, Operations> };
    paths = new Map(Object.entries(described));
    const file = join(folder, "openapi.json");
    writeFileSync(file, text);
    proxy = await startProxy(file, emulator.url);
  }, 60_000);

  afterAll(async () => {
    proxy?.process.kill();
    rmSync(folder, { recursive: true, force: true });
    await emulator?.close();
  });

  it("every documented request and its answer keep to the document", async () => {
    const violations: string[] = [];
    for (const endpoint of spellings.filter(isOperation)) {
      const { status, body } = await ask(emulator, endpoint, proxy);
      if (status !== endpoint.statusCodes.success)
        violations.push(`${endpoint.title}: ${status} ${JSON.stringify(body)}`);
    }
    expect(violations).toEqual([]);
  });

  it("everything that the demo has is answered as the document says, with all that can be included", async () => {
    await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
    await emulator.load("demo");
    const reader = new Reader(proxy);
    for (const [path, { get }] of paths) {
      if (get && path !== withoutIds) await reader.read(path, includesOf(get));
    }
    expect(reader.violations).toEqual([]);
    expect(reader.count).toBeGreaterThan(60);
  });

  it("the client's own requests do, and what breaks a rule is refused by the proxy", async () => {
    await emulator.load("demo");
    const client = createClient({ baseUrl: proxy.url, credentials });
    const [store] = await client.campaigns.list();
    const id = store?.id ?? "";
    expect(await client.campaigns.update(id, { name: "Shop" })).toMatchObject({ name: "Shop" });
    const form = await client.preChat.get(id);
    expect(await client.preChat.update(id, { ...form, greetingMessage: "Hi" })).toMatchObject({
      greetingMessage: "Hi",
    });
    const hook = await client.webhooks.create({
      event: "chatEnds",
      targetUrl: "https://hooks.example.com/x",
    });
    await client.webhooks.delete(hook.id);
    for await (const chat of client.chats.list({
      timeFrom: "2000-01-01T00:00:00",
      include: ["agent", "campaign"],
    })) {
      expect(chat.campaign?.name).toBeDefined();
    }
    const refused = await fetch(`${proxy.url}/api/v3/livechat/webhooks`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ event: "nonsense", targetUrl: "https://hooks.example.com/x" }),
    });
    expect(refused.status).toBe(422);
    await client.close();
  });
});

/** Other spellings than an endpoint's own are only notes in the document. */
const isOperation = ({ title, operationId }: (typeof spellings)[number]): boolean =>
  title === spellings.find((first) => first.operationId === operationId)?.title;

/** Reads what is at a path of the document: of each collection the first one, where the path asks for an id. */
class Reader {
  readonly violations: string[] = [];
  count = 0;
  readonly #proxy: { url: string };

  constructor(through: { url: string }) {
    this.#proxy = through;
  }

  async read(path: string, includes: readonly string[]): Promise<unknown> {
    const filled = await this.#filled(path.replace("/api/v3", ""));
    const query = new URLSearchParams({ timeFrom: "2000-01-01T00:00:00" });
    const include = includes.length === 0 ? "" : `&include=${includes.join(",")}`;
    const { status, body } = await send(
      this.#proxy,
      "GET",
      `${filled}?${query}${include}`,
      undefined,
      "/api/v3",
    );
    this.count += 1;
    if (status !== 200) this.violations.push(`${filled}${include}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  async #filled(path: string): Promise<string> {
    const [, whole, rest] = path.match(/^(.*)\/\{\w+\}(.*?)$/) ?? [];
    if (whole === undefined || rest === undefined) return path;
    const collection = await this.#filled(lists[whole.toLowerCase()] ?? whole);
    const id = await this.#firstId(collection);
    return `${await this.#filled(whole)}/${id}${rest}`;
  }

  async #firstId(collection: string): Promise<string> {
    const path = `${collection}?timeFrom=2000-01-01T00:00:00`;
    const { body } = await send(this.#proxy, "GET", path, undefined, "/api/v3");
    const list = Object.values(Array.isArray(body) ? { body } : (body as object)).find(Array.isArray);
    const [one] = (list ?? []) as { id: string }[];
    return String(one?.id);
  }
}

const includesOf = ({ parameters }: Operation): string[] =>
  parameters.find(({ name }) => name === "include")?.schema.items?.enum ?? [];

interface Operation {
  parameters: { name: string; schema: { items?: { enum?: string[] } } }[];
}

type Operations = Readonly<Record<string, Operation | undefined>>;

async function startProxy(document: string, upstream: string) {
  const port = await freePort();
  const args = [
    prism,
    "proxy",
    document,
    upstream,
    "--errors",
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
  ];
  const process_ = spawn(process.execPath, args, { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return { url, process: process_ };
    await sleep(100);
  }
  process_.kill();
  throw new Error("The proxy doesn't answer");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
