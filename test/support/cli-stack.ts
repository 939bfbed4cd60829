import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Deployment } from "../engine/engine";
import { createProject, type Project } from "../engine/project";
import { pathWithPlugin } from "../engine/real/plugin-path";
import { run as runProgram } from "../engine/real/run";
import { commandScript } from "./command";
import { startTestEmulator, type TestEmulator } from "./emulator";

export interface Ran {
  code: number;
  output: string;
  notes: string;
}

/** A site, a project and a stack "test" of the real CLI, as a person has them who runs `comm100` beside `pulumi`. */
export interface CliStack {
  readonly emulator: TestEmulator;
  readonly project: Project;
  /** Added to the environment of both commands; may be changed. */
  readonly environment: Record<string, string>;
  pulumi(args: readonly string[], input?: string): Promise<Ran>;
  /** @param kill ends the command and what it has started at once when it fires */
  comm100(args: readonly string[], kill?: AbortSignal): Promise<Ran>;
  state(): Promise<Deployment>;
  /** The state as it is written at this moment; "" before the first time. */
  stateText(): string;
  /** The files of the backend, of `.comm100` and of the temporary folder with such a text in them. */
  filesWith(text: RegExp): string[];
}

/** Everything is ended and removed after the test. */
export async function openCliStack(): Promise<CliStack> {
  const emulator = await startTestEmulator();
  const project = createProject();
  const folder = mkdtempSync(join(tmpdir(), "comm100-backend-"));
  for (const name of ["home", "backend"]) mkdirSync(join(folder, name));
  onTestFinished(async () => {
    await emulator.close();
    project.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const environment: Record<string, string> = {
    PATH: pathWithPlugin(),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    TMPDIR: folder,
  };
  // What is set here and not for the commands mustn't reach them.
  const unset = Object.keys(process.env).filter((name) => /^(COMM100|PULUMI)_/.test(name));
  const run = async (command: readonly string[], input: string, kill: AbortSignal): Promise<Ran> => {
    const own = { ...Object.fromEntries(unset.map((name) => [name, ""])), ...environment };
    const ended = await runProgram(command, { environment: own, folder: project.folder, input, kill });
    return { code: ended.exitCode, output: ended.stdout, notes: ended.stderr };
  };
  const never = new AbortController().signal;
  const pulumi = (args: readonly string[], input = "") =>
    run(["pulumi", ...args, "--non-interactive", ...stackOf(args)], input, never);
  const told = await pulumi(["stack", "init"]);
  if (told.code !== 0) throw new Error(told.notes);
  for (const [key, value] of Object.entries(emulator.config)) {
    const [text, flag] = typeof value === "string" ? [value, "--plaintext"] : [value.secret, "--secret"];
    await pulumi(["config", "set", flag, key, text]);
  }
  return {
    emulator,
    project,
    environment,
    pulumi,
    comm100: (args, kill = never) => run([process.execPath, commandScript, ...args], "", kill),
    async state() {
      return JSON.parse((await pulumi(["stack", "export"])).output) as Deployment;
    },
    stateText: () => textIn(join(folder, "backend/.pulumi/stacks/site/test.json")),
    filesWith: (text) =>
      [folder, join(project.folder, ".comm100")]
        .flatMap(filesIn)
        .filter((file) => text.test(readFileSync(file, "utf8"))),
  };
}

/** Only what names no stack itself is about the stack "test". */
const stackOf = (args: readonly string[]) =>
  args.includes("--stack") || args.includes("--source") ? [] : ["--stack", "test"];

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Pulumi's home is its own, and what tsx keeps of this repository is no result. */
const others = ["/home/", "/tsx-"];

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => !others.some((other) => file.slice(folder.length).includes(other)));
}
