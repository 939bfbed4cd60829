import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../provider/cli/commands";
import {
  type CommandFolder,
  commandFolder,
  commandScript,
  configurationOf,
  signalsMissing,
  siteVariables,
} from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";

/** As a shell shows a program that SIGPIPE has ended. */
const brokenPipe = 141;

const fullDeviceMissing = existsSync("/dev/full") ? undefined : "/dev/full isn't here";

let emulator: TestEmulator;
let folder: CommandFolder;

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load("demo");
  folder = commandFolder(siteVariables);
  folder.put("comm100.config.yaml", configurationOf({ shop: { url: emulator.url } }));
  folder.put("site.yaml", "settings: { isJoinmeEnabled: true }\n");
});
afterAll(async () => {
  folder.dispose();
  await emulator.close();
});

/** A run of each command that prints something, and the code that it ends with where nobody reads that. */
const runs: Readonly<Record<string, { args: readonly string[]; code: number }>> = {
  export: { args: ["--site", "shop", "--format", "json"], code: brokenPipe },
  validate: { args: ["site.yaml", "--json"], code: brokenPipe },
  diff: { args: ["shop", "site.yaml", "--json"], code: brokenPipe },
  drift: { args: ["--site", "shop", "--document", "site.yaml"], code: brokenPipe },
  promote: { args: ["--from", "site.yaml", "--to", "shop"], code: brokenPipe },
  doctor: { args: ["--site", "shop", "--json"], code: brokenPipe },
  // Without a project there is nothing to print but why.
  import: { args: ["--stack", "test"], code: 1 },
  preview: { args: ["--stack", "test"], code: 1 },
  sites: { args: ["--json"], code: brokenPipe },
  emulator: { args: [], code: brokenPipe },
};

async function ended(child: ChildProcess): Promise<{ code: number | null; notes: string }> {
  let notes = "";
  child.stderr?.on("data", (data: Buffer) => (notes += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, notes };
}

/** Starts a command whose reader is gone before it prints anything. */
async function withoutReader(name: string, isDeaf: boolean) {
  const { args = [] } = runs[name] ?? {};
  const port = name === "emulator" ? await freePort() : undefined;
  const child = folder.start([name, ...args, ...(port === undefined ? [] : ["--port", String(port)])]);
  child.stdout?.destroy();
  if (isDeaf) child.stderr?.destroy();
  child.stdin?.end();
  const end = ended(child);
  if (port !== undefined) {
    await untilServing(port);
    child.kill("SIGTERM");
  }
  return end;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilServing(port: number): Promise<void> {
  for (let isServing = false; !isServing; await sleep(50)) {
    isServing = await fetch(`http://127.0.0.1:${port}/openapi.json`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
  // Who answers has printed the line that nobody reads, and listens for signals.
}

describe.each(commands.map(({ name }) => name))("comm100 %s", (name) => {
  it("ends quietly where the reader of its output has gone", needs(signalsMissing), async () => {
    const { code, notes } = await withoutReader(name, false);
    expect(code).toBe(runs[name]?.code);
    expect(notes).not.toMatch(/^\s+at |EPIPE|node:/m);
  });

  it("ends with the same code where nobody reads its notes either", needs(signalsMissing), async () => {
    const { code } = await withoutReader(name, true);
    // A command that fails says so by its code alone.
    expect(code).toBe(runs[name]?.code);
  });
});

describe("the output of a command", () => {
  it("may be larger than a pipe holds, and be left after its first line", needs(signalsMissing), async () => {
    const hyperlink = `https://example.com/${"x".repeat(900)}`;
    const names = Array.from({ length: 150 }, (_, index) => `Variable ${index}`);
    for (const variable of names) {
      await emulator.call("POST", "/customVariables", { name: variable, type: "text", hyperlink });
    }
    const child = spawn(
      "sh",
      [
        "-c",
        '{ "$@"; echo "ended with $?" >&2; } | head -n 1',
        "sh",
        ...[process.execPath, commandScript, "export", "--site", "shop", "--json", "--quiet"],
      ],
      { cwd: folder.folder, env: { PATH: process.env.PATH, ...siteVariables } },
    );
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    const { notes } = await ended(child);
    expect(output).toBe("{\n");
    expect(notes).toBe(`ended with ${brokenPipe}\n`);
  });

  it(
    "is said to be lost where the disk behind it is full, with exit code 1",
    needs(fullDeviceMissing),
    async () => {
      for (const args of [["sites"], ["export", "--site", "shop"], ["--help"], ["export", "--help"]]) {
        const child = spawn(
          "sh",
          ["-c", '"$@" > /dev/full', "sh", process.execPath, commandScript, ...args],
          {
            cwd: folder.folder,
            env: { PATH: process.env.PATH, ...siteVariables },
          },
        );
        const { code, notes } = await ended(child);
        expect([code, notes]).toEqual([
          1,
          expect.stringContaining("comm100: the output can't be written, and isn't whole: ENOSPC"),
        ]);
        expect(notes).not.toMatch(/^\s+at /m);
      }
    },
  );
});
