import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ConfigValue,
  Deployment,
  Engine,
  OperationOptions,
  OperationResult,
  Stack,
  StackOptions,
} from "../engine";
import { readEventLog } from "./event-log";
import { pathWithPlugin } from "./plugin-path";
import { type Finished, run } from "./run";

/**
 * The real Pulumi CLI, with a file backend in a temporary folder.
 *
 * @param command the program to run with the arguments that come before Pulumi's own, as for `npx pulumi`
 */
export function realEngine(command: readonly string[], version: string): Engine {
  return {
    name: "pulumi",
    version,
    async createStack(options) {
      const stack = new RealStack(command, options);
      await stack.initialise();
      return stack;
    },
  };
}

type Operation = "preview" | "up" | "refresh" | "destroy";

class RealStack implements Stack {
  readonly name: string;
  readonly #command: readonly string[];
  readonly #options: StackOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "comm100-stack-"));
  readonly #disposed = new AbortController();
  #operations = 0;

  constructor(command: readonly string[], options: StackOptions) {
    this.#command = command;
    this.#options = options;
    this.name = options.name ?? "test";
  }

  async initialise(): Promise<void> {
    for (const folder of ["backend", "home", "settings"]) mkdirSync(join(this.#folder, folder));
    copyFileSync(join(this.#options.project, "Pulumi.yaml"), join(this.#settings, "Pulumi.yaml"));
    await this.#mustRun(["stack", "init"]);
    for (const [key, value] of Object.entries(this.#options.config ?? {})) await this.setConfig(key, value);
  }

  preview = (options?: OperationOptions) => this.#operate("preview", options);
  up = (options?: OperationOptions) => this.#operate("up", options);
  refresh = (options?: OperationOptions) => this.#operate("refresh", options);
  destroy = (options?: OperationOptions) => this.#operate("destroy", options);

  async export(): Promise<Deployment> {
    const { stdout } = await this.#mustRun(["stack", "export"]);
    return JSON.parse(stdout) as Deployment;
  }

  async setConfig(key: string, value: ConfigValue): Promise<void> {
    const [text, flag] = typeof value === "string" ? [value, "--plaintext"] : [value.secret, "--secret"];
    await this.#mustRun(["config", "set", flag, key, "--", text]);
  }

  async import(deployment: Deployment): Promise<void> {
    await this.#mustRun(["stack", "import"], JSON.stringify(deployment));
  }

  async recover(): Promise<string[]> {
    const done = ["cancel"];
    const cancelled = await this.#run(this.#settings, ["cancel", "--yes"], {});
    // Killed while it wrote what it keeps beside the state, which is whole and can be read without it.
    if (cancelled.stderr.includes("failed to load checkpoint")) {
      done.push("delete the .attrs file");
      rmSync(`${this.#checkpoint}.attrs`);
      await this.#mustRun(["cancel", "--yes"]);
    } else if (cancelled.exitCode !== 0) throw new Error(cancelled.stderr);
    const { deployment } = await this.export();
    if ((deployment.pending_operations ?? []).length > 0) {
      done.push("refresh");
      const arguments_ = ["refresh", "--clear-pending-creates", "--yes", "--skip-preview"];
      const configuration = join(this.#settings, `Pulumi.${this.name}.yaml`);
      const refreshed = await this.#run(
        this.#options.project,
        [...arguments_, "--config-file", configuration],
        {},
      );
      if (refreshed.exitCode !== 0) throw new Error(refreshed.stdout + refreshed.stderr);
    }
    return done;
  }

  async backendFiles(): Promise<string[]> {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true });
    // What is at home is Pulumi's own: its plugins, and the settings of the person who uses it.
    const home = join(this.#folder, "home");
    return files
      .filter((file) => file.isFile() && !file.parentPath.startsWith(home))
      .map((file) => join(file.parentPath, file.name));
  }

  async dispose(): Promise<void> {
    this.#disposed.abort();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #operate(operation: Operation, options: OperationOptions = {}): Promise<OperationResult> {
    this.#operations += 1;
    // At home, because it shows secrets: it is no file of the backend.
    const eventLog = join(this.#folder, "home", `events-${this.#operations}.jsonl`);
    const configuration = join(this.#settings, `Pulumi.${this.name}.yaml`);
    const flags = ["--diff", "--config-file", configuration, "--event-log", eventLog];
    const args = [operation, ...flags, ...flagsOf(operation, options)];
    const finished = await this.#run(this.#options.project, args, options);
    const events = readEventLog(readFileIfThere(eventLog), operation === "refresh");
    rmSync(eventLog, { force: true });
    return {
      succeeded: finished.exitCode === 0,
      killed: finished.killed,
      exitCode: finished.exitCode,
      output: finished.stdout + finished.stderr,
      ...events,
      // What a killed engine leaves may have to be repaired first.
      outputs: finished.killed ? {} : await this.#outputs(),
    };
  }

  async #outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.#mustRun(["stack", "output", "--json"]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** For commands that would write the stack's settings next to Pulumi.yaml: in a copy of the project. */
  async #mustRun(args: readonly string[], input?: string): Promise<Finished> {
    const finished = await this.#run(this.#settings, args, {}, input);
    if (finished.exitCode === 0) return finished;
    const told = finished.stdout + finished.stderr;
    throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${told}`);
  }

  #run(
    folder: string,
    args: readonly string[],
    { environment, kill, killEngineOnly }: OperationOptions,
    input?: string,
  ): Promise<Finished> {
    const kills = [this.#disposed.signal, ...(kill ? [kill] : [])];
    const everywhere = ["--non-interactive", "--cwd", folder, "--stack", this.name];
    return run([...this.#command, ...everywhere, ...args], {
      kill: AbortSignal.any(kills),
      killAlone: killEngineOnly,
      ...(input !== undefined && { input }),
      environment: {
        NO_COLOR: "1",
        PATH: pathWithPlugin(),
        // Without it there is no --event-log, which writes down what the engine does.
        PULUMI_DEBUG_COMMANDS: "true",
        PULUMI_HOME: join(this.#folder, "home"),
        PULUMI_BACKEND_URL: `file://${join(this.#folder, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...this.#options.environment,
        ...environment,
      },
    });
  }

  /** Where the file backend keeps the state. */
  get #checkpoint(): string {
    const [, project = ""] =
      /^name: *(.+)$/m.exec(readFileSync(join(this.#settings, "Pulumi.yaml"), "utf8")) ?? [];
    return join(this.#folder, "backend/.pulumi/stacks", project, `${this.name}.json`);
  }

  get #settings(): string {
    return join(this.#folder, "settings");
  }
}

function flagsOf(operation: Operation, options: OperationOptions): string[] {
  const approval = options.previewOnly ? ["--preview-only"] : ["--yes", "--skip-preview"];
  return [
    ...(operation === "preview" ? [] : approval),
    ...(options.parallel === undefined ? [] : ["--parallel", String(options.parallel)]),
    ...(options.refresh ? ["--refresh"] : []),
    ...(options.continueOnError ? ["--continue-on-error"] : []),
    ...(options.targets ?? []).flatMap((urn) => ["--target", urn]),
    ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
    ...(options.replace ?? []).flatMap((urn) => ["--replace", urn]),
    ...(options.flags ?? []),
  ];
}

function readFileIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
