import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import {
  createProject,
  type Engine,
  type OperationResult,
  type Stack,
  type StackOptions,
  type Step,
} from "..";

/** A call of the sample's provider. */
export interface Call {
  method: string;
  name?: string;
  id?: string;
  olds?: Record<string, unknown>;
  news?: Record<string, unknown>;
  account?: string;
  token?: string;
}

/** A project with a tiny provider of its own, and a stack for it. See provider.cjs for what a `Thing` can be. */
export interface Sample {
  readonly stack: Stack;
  readonly project: string;
  /** Replaces the program; `pulumi`, `Thing` and `Provider` are there without an import. */
  write(program: string): void;
  /** Replaces the program and runs `up`, which has to succeed. */
  up(program: string): Promise<OperationResult>;
  objects(): Record<string, Record<string, unknown>>;
  /** Changes objects behind Pulumi's back; undefined removes one. */
  change(changes: Record<string, Record<string, unknown> | undefined>): void;
  /** The calls since the last time, by default only those that have to do with objects. */
  calls(...methods: string[]): Call[];
}

const PRELUDE = `
const pulumi = require("@pulumi/pulumi");
const __provider = 'exports.handler=()=>require("./provider.cjs")';
class Thing extends pulumi.CustomResource {
  constructor(name, args, options) {
    const outputs = { size: undefined, made: undefined, account: undefined };
    super("pulumi-nodejs:dynamic/sample:Thing", name, { ...outputs, name, ...args, __provider }, options);
  }
}
class Provider extends pulumi.ProviderResource {
  constructor(name, args, options) { super("pulumi-nodejs", name, args, options); }
}
`;

const OBJECT_CALLS = ["create", "update", "read", "delete"];

/** Everything is ended and removed after the test. */
export async function openSample(engine: Engine, options: Partial<StackOptions> = {}): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), "comm100-sample-"));
  const objectsFile = join(folder, "objects.json");
  const callsFile = join(folder, "calls.jsonl");
  writeFileSync(objectsFile, "{}");
  const provider = readFileSync(join(__dirname, "provider.cjs"), "utf8");
  const project = createProject({ "provider.cjs": provider, "index.js": PRELUDE }, { name: "sample" });
  const environment = { SAMPLE_FOLDER: folder };
  const stack = await engine.createStack({ project: project.folder, environment, ...options });
  onTestFinished(async () => {
    await stack.dispose();
    project.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (program: string) => writeFileSync(join(project.folder, "index.js"), PRELUDE + program);
  const objects = () => JSON.parse(readFileSync(objectsFile, "utf8")) as ReturnType<Sample["objects"]>;
  return {
    stack,
    project: project.folder,
    write,
    async up(program) {
      write(program);
      return succeeded(await stack.up());
    },
    objects,
    change(changes) {
      writeFileSync(objectsFile, JSON.stringify({ ...objects(), ...changes }));
    },
    calls(...methods) {
      const wanted = methods.length > 0 ? methods : OBJECT_CALLS;
      const lines = existsSync(callsFile) ? readFileSync(callsFile, "utf8").trim().split("\n") : [];
      rmSync(callsFile, { force: true });
      return lines.map((line) => JSON.parse(line) as Call).filter((call) => wanted.includes(call.method));
    },
  };
}

/** The result, or an error that shows what the engine said. */
export function succeeded(result: OperationResult): OperationResult {
  if (!result.succeeded) throw new Error(`The operation failed:\n${result.output}`);
  return result;
}

/** The steps in brief, without those that leave a resource alone: `update a`, `create b failed`. */
export function brief({ steps }: OperationResult): string[] {
  return steps
    .filter((step) => step.op !== "same" || !step.succeeded)
    .map(({ op, name, succeeded: done }) => `${op} ${name}${done ? "" : " failed"}`)
    .sort();
}

export function stepOf({ steps }: OperationResult, name: string): Step {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`No step is about "${name}": ${JSON.stringify(steps)}`);
  return step;
}

/** Calls in brief: `create a`. */
export const briefCalls = (calls: readonly Call[]) =>
  calls.map(({ method, name, id }) => `${method} ${name ?? id}`);

/** The error messages. */
export const errors = ({ diagnostics }: OperationResult) =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

/** The names of the resources in the state in alphabetical order, Pulumi's own left out. */
export async function stored(stack: Stack): Promise<string[]> {
  const { resources = [] } = (await stack.export()).deployment;
  return resources
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .map(({ urn }) => urn.split("::").at(-1) ?? "")
    .sort();
}

/** The only resource of the name in the state. */
export async function storedAs(stack: Stack, name: string) {
  const { resources = [] } = (await stack.export()).deployment;
  const found = resources.filter(({ urn }) => urn.endsWith(`::${name}`));
  expect(found).toHaveLength(1);
  return found[0] ?? { urn: "", custom: false, type: "" };
}

/** The files of the backend that hold the text. */
export async function filesWith(stack: Stack, text: string): Promise<string[]> {
  return (await stack.backendFiles()).filter((file) => readFileSync(file, "utf8").includes(text));
}
