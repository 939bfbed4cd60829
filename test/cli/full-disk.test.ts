import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CommandFolder, commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { fullDiskMissing, runOnFullDisk, sourceOnFullDisk } from "../support/full-disk";
import { needs } from "../support/needs";

let emulator: TestEmulator;
let folder: CommandFolder;

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load("demo");
});
afterAll(() => emulator.close());
beforeEach(() => {
  folder = commandFolder(siteVariables);
  folder.put("comm100.config.yaml", configurationOf({ shop: { url: emulator.url } }));
  folder.put("source.yaml", "settings: { isJoinmeEnabled: true }\n");
  return () => folder.dispose();
});

const run = (blocks: number, args: readonly string[]) =>
  runOnFullDisk(blocks, args, folder.folder, siteVariables);

/** What is in the folder, with the content of each file. */
function contents(below = ""): Record<string, string> {
  const entries = readdirSync(join(folder.folder, below)).map((name) => join(below, name));
  return Object.assign(
    {},
    ...entries.map((name) =>
      statSync(join(folder.folder, name)).isDirectory()
        ? contents(name)
        : { [name]: readFileSync(join(folder.folder, name), "utf8") },
    ),
  );
}

describe("on a full disk", needs(fullDiskMissing), () => {
  const site = ["--site", "shop"];
  it.each([
    ["a document", 2, ["export", ...site, "--out", "out.yaml"]],
    ["a document, not a byte of it", 0, ["export", ...site, "--out", "out.yaml"]],
    ["a document in JSON", 2, ["export", ...site, "--out", "out.json"]],
    ["a program", 2, ["export", ...site, "--format", "typescript", "--out", "program", "--force"]],
    [
      "a target's document",
      2,
      ["promote", "--from", "source.yaml", "--to", "shop", "--yes", "--document", "new.yaml"],
    ],
    ["a drift report", 0, ["drift", ...site, "--document", "source.yaml", "--json", "--out", "out.json"]],
    ["a diff report", 0, ["diff", "shop", "source.yaml", "--format", "junit", "--out", "out.json"]],
    ["a diagnosis", 2, ["doctor", ...site, "--json", "--out", "out.json"]],
    ["a check's result", 0, ["validate", "source.yaml", "--json", "--out", "out.json"]],
    ["the sites", 0, ["sites", "--json", "--out", "out.json"]],
  ])("%s is whole or as it was, and the command says why and ends with 1", async (_what, blocks, args) => {
    for (const name of ["out.yaml", "out.json"]) folder.put(name, "before\n");
    mkdirSync(join(folder.folder, "program"));
    writeFileSync(join(folder.folder, "program", "index.ts"), "before\n");
    const before = contents();
    const { code, notes } = await run(blocks, args);
    expect([code, notes]).toEqual([1, expect.stringMatching(/^comm100: \S+ can't be written: EFBIG.*$/m)]);
    expect(notes).not.toMatch(/^\s+at /m);
    expect(contents()).toEqual(before);
  });

  it("a promotion that can't keep a backup changes nothing", async () => {
    await emulator.forgetRequests();
    const apply = ["promote", "--from", "source.yaml", "--to", "shop", "--apply", "--yes"];
    for (const blocks of [0, 2]) {
      const { code, notes } = await run(blocks, apply);
      expect([code, notes]).toEqual([
        1,
        expect.stringMatching(/^comm100: \.comm100\S+ can't be written: EFBIG/m),
      ]);
      expect(Object.keys(contents()).filter((name) => /backups/.test(name))).toEqual([]);
    }
    expect((await emulator.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  it("an import that can't keep a backup has neither that nor its journal", () => {
    const state = JSON.stringify({ version: 3, deployment: { resources: [{ urn: "x".repeat(20_000) }] } });
    const code = `source.writeBackup({ name: "org/shop/test", folder: "." }, ${state}, [])`;
    const { status, stderr } = sourceOnFullDisk(2, folder.folder, "stack/backup", code);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/Comm100Error: \S+\.json can't be written: EFBIG/),
    ]);
    expect(readdirSync(join(folder.folder, ".comm100", "backups"))).toEqual([]);
  });

  it("a log of the calls has whole lines, and the command goes on without it", async () => {
    rmSync(join(folder.folder, "calls.log"), { force: true });
    const { code } = await runOnFullDisk(1, ["export", ...site], folder.folder, {
      ...siteVariables,
      COMM100_CALL_LOG: "calls.log",
    });
    expect(code).toBe(0);
    expect(folder.read("calls.log")).toMatch(/^(GET \S+ \d+\n)+$/);
  });

  it("an emulator doesn't start, and leaves no lock and nothing half", async () => {
    mkdirSync(join(folder.folder, "site"));
    for (const [blocks, args] of [
      [0, []],
      [8, ["--fixtures", "demo"]],
    ] as const) {
      const { code, notes } = await run(blocks, ["emulator", "--data", "site", ...args]);
      expect([code, notes]).toEqual([1, expect.stringMatching(/^comm100: .*EFBIG/)]);
      expect(readdirSync(join(folder.folder, "site")).filter((name) => name !== "journal.jsonl")).toEqual([]);
    }
  });
});
