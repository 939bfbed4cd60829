import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { signalsMissing } from "../support/command";
import { needs } from "../support/needs";
import { repository } from "../support/packed";

const bitMissing = signalsMissing && "Windows has no run bit";

it("is set by every build, so that npx pulumi-comm100 works in a clone", needs(bitMissing), () => {
  const clone = mkdtempSync(join(tmpdir(), "comm100-clone-"));
  onTestFinished(() => rmSync(clone, { recursive: true, force: true }));
  for (const name of [
    "provider",
    "package.json",
    "vite.config.mts",
    "tsconfig.json",
    "tsconfig.build.json",
  ]) {
    cpSync(join(repository, name), join(clone, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"));
  const file = join(clone, "dist", "cli", "main.js");
  // A file that is there keeps its mode when it is written again.
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "", { mode: 0o644 });
  const built = spawnSync("npx", ["vite", "build"], { cwd: clone, encoding: "utf8" });
  expect([built.status, built.stderr]).toEqual([0, ""]);
  expect(statSync(file).mode & 0o111).toBe(0o111);
  const ran = spawnSync(file, ["--version"], { encoding: "utf8" });
  expect([ran.status, ran.stdout.trim()]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
});
