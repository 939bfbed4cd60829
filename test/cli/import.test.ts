import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandScript } from "../support/command";

const repository = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "comm100-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Without anything on PATH: there is no `pulumi`. */
function run(...args: string[]) {
  return spawnSync(process.execPath, [commandScript, "import", ...args], {
    cwd: folder,
    env: { PATH: "" },
    encoding: "utf8",
  });
}

describe("comm100 import", () => {
  it("says which stack is missing, which method there is, and that an empty folder needs a site", () => {
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining("Which stack? Say --stack") });
    expect(run("--stack", "a", "--method", "magic").stderr).toContain("--method must be engine or state.");
    expect(run("--stack", "a").stderr).toContain("Configuration comm100:baseUrl is missing");
  });

  it("says what to install, and stops there", () => {
    const project = join(folder, "project");
    mkdirSync(project);
    writeFileSync(join(project, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
    expect(run("--stack", "a", "--cwd", "project").stderr).toContain(
      `@pulumi/pulumi isn't installed in ${project}; the stack was left alone. Run npm install there`,
    );
    symlinkSync(join(repository, "node_modules"), join(project, "node_modules"));
    const { status, stderr } = run("--stack", "a", "--cwd", "project");
    expect(stderr).toContain("The Pulumi CLI, pulumi, isn't on PATH.");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });
});
