import { describe, expect, it, onTestFinished } from "vitest";
import { createProject, type Project, pulumiMissing } from "../engine";
import { pathWithPlugin } from "../engine/real/plugin-path";
import { type Finished, run } from "../engine/real/run";
import { compiled } from "../support/compiled";
import { startTestEmulator } from "../support/emulator";
import { filesIn } from "../support/markdown";
import { needs } from "../support/needs";

/** The files of a page, in a project of their own. TypeScript other than tests is compiled, too. */
function projectOf(page: string): Project {
  const project = createProject();
  onTestFinished(() => project.dispose());
  for (const [file, text] of filesIn(page)) {
    project.put(file, text);
    if (file.endsWith(".ts") && !file.endsWith(".test.ts"))
      project.put(file.replace(/ts$/, "js"), compiled(text));
  }
  return project;
}

function node(
  project: Project,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Finished> {
  return run([process.execPath, ...args], {
    environment: { NO_COLOR: "1", ...environment },
    folder: project.folder,
    kill: AbortSignal.timeout(60_000),
  });
}

describe("the samples of docs/testing-your-program.md", () => {
  it("pass with vitest", async () => {
    const project = projectOf("docs/testing-your-program.md");
    const { exitCode, stdout, stderr } = await node(project, [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--root",
      ".",
    ]);
    expect([exitCode, stdout + stderr]).toEqual([0, expect.stringMatching(/Tests +4 passed/)]);
  });

  it("pass with mocha's functions, which Node's own test runner has, too", async () => {
    const project = projectOf("docs/testing-your-program.md");
    project.put(
      "mocha.cjs",
      `Object.assign(globalThis, require("node:test"));\nrequire("./program.mocha.js");\n`,
    );
    // Mocha's `done` is the first argument, and Node's the second.
    const args = ["--test-reporter=tap", "mocha.cjs"];
    const adapted = filesIn("docs/testing-your-program.md").get("program.mocha.js") ?? "";
    project.put("program.mocha.js", adapted.replace("(done) =>", "(_, done) =>"));
    const { exitCode, stdout } = await node(project, args);
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining("ok 1 - has the button of the sales campaign"),
    ]);
  });
});

describe("the sample of docs/automation-api.md", needs(pulumiMissing()), () => {
  it("deploys to two sites at once, and tells which failed and why", async () => {
    const staging = await startTestEmulator();
    const production = await startTestEmulator();
    const project = projectOf("docs/automation-api.md");
    onTestFinished(async () => {
      await staging.close();
      await production.close();
    });
    const environment = {
      PATH: pathWithPlugin(),
      PULUMI_HOME: `${project.folder}/home`,
      PULUMI_BACKEND_URL: `file://${project.folder}`,
      PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      SITE_EMAIL: "agent@example.com",
      SITE_API_KEY: "emulator-api-key",
      STAGING_URL: staging.url,
      PRODUCTION_URL: production.url,
    };
    const both = await node(project, ["deploy.js"], environment);
    expect([both.exitCode, both.stderr]).toEqual([0, expect.any(String)]);
    expect(both.stdout).toMatch(/staging: campaign [0-9a-f-]{36}\n/);
    expect(both.stdout).toMatch(/production: campaign [0-9a-f-]{36}\n/);
    const one = await node(project, ["deploy.js"], { ...environment, PRODUCTION_URL: "not-an-address" });
    expect(one.exitCode).toBe(1);
    expect(one.stdout).toContain("staging: campaign");
    expect(one.stderr).toContain("baseUrl");
  });
});
