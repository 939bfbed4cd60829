import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { commandScript, signalsMissing } from "../support/command";
import { credentials } from "../support/emulator";
import { needs } from "../support/needs";

const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "close");
    }
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "comm100-emulator-"));
  folders.push(folder);
  return folder;
}

function start(args: string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [commandScript, ...args], {
    env: { ...process.env, ...environment },
  });
  running.push(child);
  return child;
}

async function run(args: string[]): Promise<{ code: number; output: string }> {
  const child = start(args);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

/** Starts an emulator and waits for the line that says where it listens. */
async function listening(args: string[], environment?: Record<string, string>) {
  const child = start(["emulator", ...args], environment);
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const [line] = (await once(lines, "line")) as [string];
  return { child, line, url: line.replace("listening on ", "") };
}

const authorization = `Basic ${Buffer.from(`${credentials.email}:${credentials.apiKey}`).toString("base64")}`;

async function createVariable(url: string, name: string): Promise<number> {
  const answer = await fetch(`${url}/api/v3/livechat/customVariables`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ name, type: "text" }),
  });
  return answer.status;
}

async function variableNames(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/v3/livechat/customVariables`, { headers: { authorization } });
  return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
}

describe("comm100 emulator", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "prints one line when it is ready, and ends on %s",
    needs(signalsMissing),
    async (signal) => {
      const { child, line } = await listening([]);
      expect(line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
      child.kill(signal);
      const [code] = (await once(child, "close")) as [number];
      expect(code).toBe(0);
    },
  );

  it("ends although a delayed answer is outstanding", needs(signalsMissing), async () => {
    const { child, url } = await listening([]);
    const rule = { path: "/**", fault: { delayMs: 60_000 } };
    await fetch(`${url}/_emulator/faults`, { method: "POST", body: JSON.stringify(rule) });
    const waiting = fetch(`${url}/api/v3/livechat/campaigns`).catch(() => "cut");
    const requests = async () => (await fetch(`${url}/_emulator/requests`)).text();
    await expect.poll(requests, { interval: 1 }).toContain("campaigns");
    const start = performance.now();
    child.kill("SIGTERM");
    const [code] = (await once(child, "close")) as [number];
    expect([code, await waiting]).toEqual([0, "cut"]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("takes credentials from its arguments or the environment", async () => {
    const { url } = await listening(["--email", "ci@example.com"], {
      COMM100_EMULATOR_API_KEY: "obviously-fake-key",
    });
    const status = async (pair: string) => {
      const headers = { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
      return (await fetch(`${url}/api/v3/livechat/campaigns`, { headers })).status;
    };
    expect(await status("ci@example.com:obviously-fake-key")).toBe(200);
    expect(await status(`${credentials.email}:${credentials.apiKey}`)).toBe(401);
  });

  it("is filled by the demo or by a file, and can hold back permissions", async () => {
    const file = join(temporaryFolder(), "site.json");
    writeFileSync(file, JSON.stringify({ campaigns: [{ name: "Sales" }] }));
    const names = async (url: string) => {
      const answer = await fetch(`${url}/api/v3/livechat/campaigns`, { headers: { authorization } });
      return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
    };
    const demo = await listening(["--fixtures", "demo", "--permissions", "Manage Settings"]);
    expect(await names(demo.url)).toEqual(["Store", "Support", "Wholesale"]);
    expect(await createVariable(demo.url, "tier")).toBe(403);
    expect(await names((await listening(["--fixtures", file])).url)).toEqual(["Sales"]);
  });

  it.each([
    ["no such file", undefined, "there is no file"],
    ["no JSON", "{", "is not valid JSON"],
    ["what a site doesn't have", '{"campains": []}', "campains is nothing that a site has"],
  ])("refuses fixtures that are %s in one line", async (_, content, message) => {
    const file = join(temporaryFolder(), "site.json");
    if (content !== undefined) writeFileSync(file, content);
    const { code, output } = await run(["emulator", "--fixtures", file]);
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output.trim().split("\n")).toHaveLength(1);
  });

  it("keeps the site over restarts", async () => {
    const data = ["--data", temporaryFolder()];
    const first = await listening(data);
    await createVariable(first.url, "Cart");
    first.child.kill("SIGTERM");
    await once(first.child, "close");
    const second = await listening(data);
    expect(await variableNames(second.url)).toEqual(["Cart"]);
  });

  it("loses no acknowledged write when it is killed under load", async () => {
    const data = ["--data", temporaryFolder()];
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round++) {
      const { child, url } = await listening(data);
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let count = 0; ; count++) {
          const name = `${round}-${writer}-${count}`;
          const status = await createVariable(url, name).catch(() => undefined);
          if (status !== 201) return;
          // In the middle of the load, however fast the machine is.
          if (acknowledged.push(name) === 20 * (round + 1)) child.kill("SIGKILL");
        }
      });
      await Promise.all(writers);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(80);
    const names = new Set(await variableNames((await listening(data)).url));
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  });

  it("reads a journal whose last line was cut off", async () => {
    const folder = temporaryFolder();
    const first = await listening(["--data", folder]);
    await createVariable(first.url, "Cart");
    first.child.kill("SIGKILL");
    await once(first.child, "close");
    writeFileSync(join(folder, "journal.jsonl"), '[{"put": "/livechat/customvar', { flag: "a" });
    expect(await variableNames((await listening(["--data", folder])).url)).toEqual(["Cart"]);
  });

  it("refuses a folder that another emulator uses", async () => {
    const folder = temporaryFolder();
    await listening(["--data", folder]);
    const { code, output } = await run(["emulator", "--data", folder]);
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^comm100: The folder \S+ is used by another emulator \(process \d+\)\. .+\n$/),
    ]);
  });

  it("says in one line that a port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const { code, output } = await run(["emulator", "--port", String(port)]);
    server.close();
    expect([code, output]).toEqual([
      1,
      `comm100: Port ${port} is in use. Choose another with --port, or 0 for a free one.\n`,
    ]);
  });

  it.each([
    [["emulator", "--port", "http"], "--port must be a whole number from 0 to 65535."],
    [["emulator", "--host", "0.0.0.0"], "needs credentials of your own"],
    [["emulator", "--prot", "1"], "Did you mean --port?"],
    [["emulatr"], "Did you mean emulator?"],
    [["emulator", "extra"], "too many arguments"],
    [["emulator", "--port", "65536"], "--port must be a whole number from 0 to 65535."],
    [["emulator", "--permissions", "Manage Campains"], 'asks for the permission "Manage Campains", only for'],
    [["emulator", "--token-lifetime", "1.5"], "--token-lifetime must be a whole number"],
    [["emulator", "--api-key", ""], "The option apiKey is empty."],
    [["emulator", "--data", resolve(__dirname, "../../package.json")], "file already exists"],
    [
      ["emulator", "--host", "203.0.113.9", "--email", "ci@example.com", "--api-key", "obviously-fake-key"],
      "203.0.113.9 is not an address of this machine.",
    ],
  ])("explains %j", async (args, reason) => {
    const { code, output } = await run(args);
    expect(code).toBe(1);
    expect(output).toContain(reason);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it("has help with examples, and a version", async () => {
    const help = await run(["emulator", "--help"]);
    expect(help.output).toContain("comm100 emulator --port 8080 --data ./site");
    expect((await run(["--version"])).output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
