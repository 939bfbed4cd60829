import { mkdtempSync, readdirSync, rmSync } from "node:fs";
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
import { countsOf, STACK_TYPE, shown } from "../shown";
import { deleteAll } from "./delete";
import { display, NOTICE } from "./display";
import { Operation } from "./operation";
import { programSettings } from "./program";
import { refreshAll } from "./refresh";
import { sdkOf } from "./sdk";
import { StateFile } from "./state";
import { Update } from "./update";
import { type Properties, secret } from "./values";

export { NOTICE };

/** What takes the place of Pulumi's engine in the demo and the tests; see README.md. */
export function standInEngine(): Engine {
  return { name: "stand-in", version: "1", createStack: async (options) => new StandInStack(options) };
}

/** The exit code of Pulumi's CLI where changes were not expected. */
const CHANGES_NOT_EXPECTED = 7;

class StandInStack implements Stack {
  readonly name: string;
  readonly #options: StackOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "comm100-stack-"));
  readonly #state = new StateFile(join(this.#folder, "state.json"), "an-obvious-fake");
  readonly #config: Properties = {};
  readonly #running = new Set<{ operation: Operation; ended: Promise<unknown> }>();
  #isNew = true;

  constructor(options: StackOptions) {
    this.#options = options;
    this.name = options.name ?? "test";
    for (const [key, value] of Object.entries(options.config ?? {})) this.#setConfig(key, value);
  }

  preview(options?: OperationOptions): Promise<OperationResult> {
    return this.#operate("Preview", true, options, (operation) => new Update(operation).run());
  }

  up(options?: OperationOptions): Promise<OperationResult> {
    return this.#operate("Update", false, options, (operation) => new Update(operation).run());
  }

  refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("Refresh", options.previewOnly ?? false, options, refreshAll);
  }

  destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("Destroy", false, options, async (operation) => {
      if (options.refresh) await refreshAll(operation);
      await deleteAll(operation, operation.snapshot.all());
    });
  }

  async export(): Promise<Deployment> {
    return this.#state.export();
  }

  async import(deployment: Deployment): Promise<void> {
    this.#state.import(deployment);
  }

  /** Nothing is locked, and what was under way isn't kept. */
  async recover(): Promise<string[]> {
    return [];
  }

  async setConfig(key: string, value: ConfigValue): Promise<void> {
    this.#setConfig(key, value);
  }

  async backendFiles(): Promise<string[]> {
    return readdirSync(this.#folder).map((file) => join(this.#folder, file));
  }

  async dispose(): Promise<void> {
    for (const { operation } of this.#running) operation.kill();
    await Promise.all([...this.#running].map(({ ended }) => ended));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #setConfig(key: string, value: ConfigValue): void {
    this.#config[key] = typeof value === "string" ? value : secret(value.secret);
  }

  async #operate(
    title: string,
    isPreview: boolean,
    options: OperationOptions = {},
    work: (operation: Operation) => Promise<void>,
  ): Promise<OperationResult> {
    refuse(options);
    const operation = new Operation({
      sdk: sdkOf(this.#options.project),
      program: programSettings(this.#options.project),
      stack: this.name,
      state: this.#state,
      config: { ...this.#config },
      environment: { ...process.env, ...this.#options.environment, ...options.environment },
      options,
      isPreview,
    });
    const kill = () => operation.kill();
    options.kill?.addEventListener("abort", kill);
    const running = { operation, ended: finish(operation, work) };
    this.#running.add(running);
    await running.ended;
    this.#running.delete(running);
    options.kill?.removeEventListener("abort", kill);
    return this.#result(title, operation, options);
  }

  #result(title: string, operation: Operation, { expectNoChanges }: OperationOptions): OperationResult {
    const { steps, diagnostics, failed } = operation;
    const counts = countsOf(steps);
    const hasChanges = steps.some(({ op }) => op !== "same" && op !== "read");
    const exitCode = failed ? 1 : expectNoChanges && hasChanges ? CHANGES_NOT_EXPECTED : 0;
    const notice = this.#isNew ? `${NOTICE}\n` : "";
    this.#isNew = false;
    return {
      succeeded: exitCode === 0,
      killed: operation.killed.aborted,
      exitCode,
      output: notice + display(title, { steps, diagnostics, counts }),
      steps,
      counts,
      diagnostics,
      outputs: this.#outputs(),
    };
  }

  #outputs(): Record<string, unknown> {
    const { resources = [] } = this.#state.export().deployment;
    const stack = resources.find((resource) => resource.type === STACK_TYPE);
    return shown(stack?.outputs ?? {}) as Record<string, unknown>;
  }
}

/** A test that asked for it would otherwise hold something else than it says. */
function refuse({ continueOnError, targets, flags }: OperationOptions): void {
  const refused = Object.entries({ continueOnError, targets, flags }).filter(
    ([, value]) => value !== undefined,
  );
  if (refused.length === 0) return;
  throw new Error(`The stand-in has no ${refused.map(([name]) => name).join(", ")}: only the real CLI has.`);
}

/** Runs the operation to its end; what goes wrong is reported in it. */
async function finish(operation: Operation, work: (operation: Operation) => Promise<void>): Promise<void> {
  try {
    await work(operation);
  } catch (error) {
    operation.fail("", error);
  } finally {
    await operation.stop();
  }
}
