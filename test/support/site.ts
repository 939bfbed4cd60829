import { onTestFinished } from "vitest";
import {
  createProject,
  type Engine,
  type OperationResult,
  type Project,
  type Stack,
  type StackOptions,
} from "../engine";
import { startTestEmulator, type TestEmulator } from "./emulator";

/** An empty site, a Pulumi project and a stack for it. */
export interface Site {
  readonly emulator: TestEmulator;
  readonly project: Project;
  readonly stack: Stack;
  /** Replaces the program and runs `up`, which has to succeed. */
  apply(program: string): Promise<OperationResult>;
  /** The one object of a collection, such as `/campaigns`, or the only one with these fields. */
  find<Answer extends Record<string, unknown>>(
    path: string,
    fields?: Record<string, unknown>,
  ): Promise<Answer>;
}

/** Everything is ended and removed after the test. */
export async function openSite(engine: Engine, options: Partial<StackOptions> = {}): Promise<Site> {
  const emulator = await startTestEmulator();
  const project = createProject();
  const stack = await engine.createStack({ project: project.folder, config: emulator.config, ...options });
  onTestFinished(async () => {
    await stack.dispose();
    project.dispose();
    await emulator.close();
  });
  return {
    emulator,
    project,
    stack,
    async apply(program) {
      project.write(program);
      return succeeded(await stack.up());
    },
    async find<Answer extends Record<string, unknown>>(path: string, fields: Record<string, unknown> = {}) {
      const all = await emulator.call<Answer[]>("GET", path);
      const found = all.filter((one) => Object.entries(fields).every(([name, value]) => one[name] === value));
      if (found.length !== 1 || !found[0])
        throw new Error(`${found.length} objects in ${path}: ${JSON.stringify(all)}`);
      return found[0];
    },
  };
}

/** The result, or an error that shows what the engine said. */
export function succeeded(result: OperationResult): OperationResult {
  if (!result.succeeded) throw new Error(`The operation failed:\n${result.output}`);
  return result;
}

/** Steps in brief: `update sales-button adaptiveButtonColor`. */
export function brief(result: OperationResult): string[] {
  return result.steps
    .filter((step) => step.op !== "same")
    .map(({ op, name, differences }) => [op, name, ...differences.map((one) => one.path)].join(" "))
    .sort();
}

/** The calls that changed something. */
export const writes = (requests: readonly string[]) =>
  requests.filter((request) => !request.startsWith("GET"));

/** The objects of a stack by their kinds and ids. */
export async function idsOf({ stack }: Pick<Site, "stack">): Promise<string[]> {
  const { resources = [] } = (await stack.export()).deployment;
  return resources.flatMap(({ type, id, inputs }) => (inputs?.__kind ? [`${type} ${id}`] : [])).sort();
}
