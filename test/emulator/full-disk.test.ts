import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { commandScript } from "../support/command";
import { send } from "../support/emulator";
import { fullDiskMissing, onFullDisk } from "../support/full-disk";
import { needs } from "../support/needs";

it(
  "keeps on a full disk what it has acknowledged, and acknowledges nothing else",
  needs(fullDiskMissing),
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "comm100-full-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const command = [process.execPath, commandScript, "emulator", "--data", folder];
    const child = spawn(...onFullDisk(64, command), { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const running = { url: line.replace("listening on ", "") };

    const names = Array.from({ length: 400 }, (_, index) => `Variable ${index}`);
    const acknowledged = new Set<string>();
    const refusals = new Set<string>();
    // Eight at once, so that the disk gets full in the middle of several that are written together.
    const write = async (part: number) => {
      for (const name of names.filter((_, index) => index % 8 === part)) {
        const { status, body } = await send(running, "POST", "/customVariables", { name, type: "text" });
        if (status === 201) acknowledged.add(name);
        else refusals.add(`${status} ${(body as { message: string }).message}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, part) => write(part)));
    child.kill("SIGKILL");
    await once(child, "close");

    expect(acknowledged.size).toBeGreaterThan(10);
    expect(acknowledged.size).toBeLessThan(names.length);
    expect([...refusals]).toEqual([
      expect.stringMatching(/^500 The emulator failed: The journal can't be written: EFBIG/),
    ]);
    expect(readFileSync(join(folder, "journal.jsonl"), "utf8")).toMatch(/\n$/);

    const again = await startEmulator({ dataDirectory: folder });
    onTestFinished(() => again.close());
    const { body } = await send(again, "GET", "/customVariables");
    expect(new Set((body as { name: string }[]).map(({ name }) => name))).toEqual(acknowledged);
    console.log(`${names.length} writes, ${acknowledged.size} acknowledged: 0 lost, 0 stored without`);
  },
);
