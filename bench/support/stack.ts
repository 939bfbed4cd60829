import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProject, type Project } from "../../test/engine/project";
import { pathWithPlugin } from "../../test/engine/real/plugin-path";
import { run } from "../../test/engine/real/run";

/** A stack of the real CLI with a file backend, without anything around it that would take time. */
export interface BenchStack {
  project: Project;
  /** Runs an operation, without a preview before it; rejects when it fails. */
  operate(operation: Operation, environment?: Readonly<Record<string, string>>): Promise<void>;
  /** Bytes of the deployment file. */
  stateBytes(): number;
  dispose(): void;
}

export type Operation = "preview" | "up" | "refresh" | "destroy";

const never = new AbortController().signal;

export async function openStack(
  files: Readonly<Record<string, string>>,
  config: Readonly<Record<string, string>> = {},
): Promise<BenchStack> {
  const project = createProject(files, { name: "bench" });
  const folder = mkdtempSync(join(tmpdir(), "comm100-bench-"));
  for (const name of ["backend", "home"]) mkdirSync(join(folder, name));
  const pulumi = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const everywhere = ["--non-interactive", "--cwd", project.folder, "--stack", "bench"];
    const finished = await run(["pulumi", ...args, ...everywhere], {
      kill: never,
      environment: {
        NO_COLOR: "1",
        PATH: pathWithPlugin(),
        PULUMI_HOME: join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...environment,
      },
    });
    if (finished.exitCode === 0) return;
    if (finished.stdout + finished.stderr === "") throw new Error("The Pulumi CLI, pulumi, isn't on PATH.");
    throw new Error(`pulumi ${args.join(" ")} failed:\n${finished.stdout}${finished.stderr}`);
  };
  await pulumi(["stack", "init"]);
  for (const [key, value] of Object.entries(config)) await pulumi(["config", "set", key, value]);
  return {
    project,
    operate(operation, environment) {
      const flags = operation === "preview" ? [] : ["--yes", "--skip-preview"];
      return pulumi([operation, ...flags], environment);
    },
    stateBytes() {
      const stacks = join(folder, "backend", ".pulumi", "stacks", "bench");
      const file = readdirSync(stacks).find((name) => name === "bench.json") ?? "bench.json";
      return statSync(join(stacks, file)).size;
    },
    dispose() {
      project.dispose();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
