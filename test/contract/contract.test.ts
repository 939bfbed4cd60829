import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../provider/api";
import { ask, spellings } from "../support/documented-requests";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { facts } from "../support/facts";

/** An independent reader of the OpenAPI document, with its own packages: `npm ci --prefix test/contract`. */
const prism = join(__dirname, "node_modules/@stoplight/prism-cli/dist/index.js");
const missing = existsSync(prism) ? "" : " (skipped: run npm ci --prefix test/contract first)";

describe.skipIf(!existsSync(prism))(`through a validating proxy${missing}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "comm100-contract-"));
  let emulator: TestEmulator;
  let proxy: { url: string; process: ChildProcess };
  let paths: Set<string>;

  beforeAll(async () => {
    emulator = await startTestEmulator();
    const text = await (await fetch(`${emulator.url}/openapi.json`)).text();
    paths = new Set(Object.keys((JSON.parse(text) as { paths: object }).paths));
    const file = join(folder, "openapi.json");
    writeFileSync(file, text);
    proxy = await startProxy(file, emulator.url);
  }, 60_000);

  afterAll(async () => {
    proxy?.process.kill();
    rmSync(folder, { recursive: true, force: true });
    await emulator?.close();
  });

  it.skipIf(!facts)("every documented request and its answer keep to the document", async () => {
    const violations: string[] = [];
    // A proxy knows paths in one letter case only.
    for (const endpoint of spellings.filter(({ path }) => isServed(paths, path))) {
      const { status, body } = await ask(emulator, endpoint, proxy);
      if (status !== endpoint.statusCodes.success)
        violations.push(`${endpoint.title}: ${status} ${JSON.stringify(body)}`);
    }
    expect(violations).toEqual([]);
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

const isServed = (paths: ReadonlySet<string>, path: string) => {
  const form = (one: string) => one.replace(/\{\w+\}/g, "{}");
  return [...paths].some((one) => form(one) === form(`/api/v3${path}`));
};

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
