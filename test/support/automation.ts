import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createProject } from "../engine";
import { pathWithPlugin } from "../engine/real/plugin-path";
import { run } from "../engine/real/run";
import { startTestEmulator, type TestEmulator } from "./emulator";

/** What an operation of a script came to. */
export interface Attempted {
  /** The counts of changes; undefined when it failed. */
  changes?: Record<string, number>;
  /** The error's message, which has what Pulumi printed. */
  error?: string;
  milliseconds: number;
}

export interface AutomationHost {
  readonly emulator: TestEmulator;
  /** Runs a script to its end, in a process of its own that is killed when it takes too long. Gives what it passed to `tell`. */
  run(script: string, options?: { type?: "commonjs" | "module" }): Promise<unknown[]>;
}

/**
 * A folder for scripts that use the Automation API, with a state of its own and an empty site.
 *
 * @param packages folder of the packages; default: the repository's `node_modules`
 */
export async function automationHost(packages?: string): Promise<AutomationHost> {
  const emulator = await startTestEmulator();
  const project = createProject({}, packages === undefined ? {} : { packages });
  const folder = mkdtempSync(join(tmpdir(), "comm100-automation-"));
  for (const name of ["backend", "home"]) mkdirSync(join(folder, name));
  // The provider process starts there, and finds the packages in the project's folder.
  mkdirSync(join(project.folder, "work"));
  onTestFinished(async () => {
    project.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    await emulator.close();
  });
  const environment = {
    ...emulator.environment,
    NO_COLOR: "1",
    PATH: pathWithPlugin(),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  return {
    emulator,
    async run(script, { type = "commonjs" } = {}) {
      const [file, start] = type === "module" ? ["script.mjs", imports] : ["script.cjs", requires];
      project.put(file, `${start}${prelude}\nscript(async () => {${script}});\n`);
      const ended = await run([process.execPath, file], {
        environment,
        folder: project.folder,
        kill: AbortSignal.timeout(timeLimit),
      });
      const told = ended.stdout.split("\n").filter((line) => line.startsWith("{"));
      if (ended.exitCode !== 0) throw new Error(`The script failed: ${ended.stdout}${ended.stderr}`);
      return told.map((line) => (JSON.parse(line) as { told: unknown }).told);
    },
  };
}

/** Far more than any script takes. In milliseconds. */
const timeLimit = 60_000;

const requires = `const pulumi = require("@pulumi/pulumi");
const comm100 = require("pulumi-comm100");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
`;
const imports = `import * as pulumi from "@pulumi/pulumi";
import * as comm100 from "pulumi-comm100";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
`;
const prelude = `
const tell = (told) => console.log(JSON.stringify({ told }));
const workDir = process.cwd() + "/work";
const inline = (stackName, program) =>
  LocalWorkspace.createOrSelectStack({ stackName, projectName: "site", program }, { workDir });
const attempt = async (operation) => {
  const start = performance.now();
  const result = await operation.then(
    (done) => ({ changes: done.changeSummary ?? done.summary.resourceChanges }),
    (error) => ({ error: error.message }),
  );
  return { ...result, milliseconds: performance.now() - start };
};
const script = (task) => task().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;
