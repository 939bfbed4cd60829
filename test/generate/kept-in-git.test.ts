import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { completeTable, fingerprints } from "../../provider/generate/defaults/complete";
import { foldersIn, ordered } from "../../provider/generate/folders/folders";
import { lintRule, lintRuleFile } from "../../provider/generate/folders/lint-rule";
import { withMarked } from "../../provider/generate/marked";
import { markedPlaces } from "../../provider/generate/marked-places";

const repository = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(repository, file), "utf8");

it.each(markedPlaces.map((place) => [`${place.file}, ${place.name}`, place] as const))(
  "%s is what the code says; if not, run: npm run docs",
  (_, { file, name, content }) => {
    expect(read(file)).toBe(withMarked(read(file), name, content()));
  },
);

describe("the newest table of defaults", () => {
  const folder = "provider/site-document/defaults";

  it("has every field that may have one; if not, run: npm run docs, and add a new table to tables.ts", () => {
    const { name, text } = completeTable();
    expect(readdirSync(join(repository, folder))).toContain(name);
    expect(read(join(folder, name))).toBe(text);
  });

  it("is what it was when a release had it first, and so is every table before it", () => {
    const frozen = JSON.parse(read(join(folder, "frozen.json"))) as Record<string, string>;
    expect(fingerprints()).toMatchObject(frozen);
  });
});

describe("the order of folders", () => {
  const scratch: string[] = [];
  afterEach(() => {
    for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it("is what the linter holds; if not, run: npm run docs", () => {
    expect(JSON.parse(read(lintRuleFile))).toEqual(lintRule());
  });

  it.each(ordered)("names every folder of provider/%s and no other", (parent) => {
    const there = readdirSync(join(repository, "provider", parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(Object.keys(foldersIn(parent)).sort()).toEqual(there.sort());
  });

  it.each([
    ["provider/core/new.ts", "../api/errors", false],
    ["provider/core/deep/new.ts", "../../api", false],
    ["provider/stack/new.ts", "../cli/output", false],
    ["provider/emulator/rules/new.ts", "../store/store", false],
    ["provider/emulator/rules/new.ts", "../../core/errors", false],
    ["provider/emulator/store/new.ts", "../rules/paths", true],
    ["provider/stack/new.ts", "../pulumi/identity", true],
    // A file of a folder's name is another thing.
    ["provider/core/new.ts", "./pulumi", true],
  ])("lets %s import %s: %s", (file, imported, isAllowed) => {
    const folder = mkdtempSync(join(tmpdir(), "comm100-lint-"));
    scratch.push(folder);
    for (const name of ["biome.json", lintRuleFile, ".gitignore"]) {
      cpSync(join(repository, name), join(folder, name));
    }
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `export { something } from "${imported}";\n`);
    expect(lint(folder)).toEqual(isAllowed ? "" : expect.stringMatching(/may import .* only\./));
  });

  /** What the linter has against the files of a folder. */
  function lint(folder: string): string {
    const biome = join(repository, "node_modules/.bin/biome");
    try {
      execFileSync(biome, ["lint", "--vcs-enabled=false", "--only=style/noRestrictedImports", "provider"], {
        cwd: folder,
        encoding: "utf8",
        stdio: "pipe",
      });
      return "";
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return stdout + stderr;
    }
  }
});
