import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** As it is installed, built by `npm test`: from its sources each start would take five times as long. */
export const commandScript = resolve(__dirname, "../../dist/cli/main.js");

export interface CommandResult {
  code: number | null;
  /** Standard output. */
  output: string;
  /** Standard error. */
  notes: string;
}

/** A folder in which `comm100` is run, as a process of its own. */
export interface CommandFolder {
  readonly folder: string;
  /** Starts it without waiting for its end, in a terminal if that is asked for. */
  start(args: readonly string[], options?: StartOptions): ChildProcess;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
  put(file: string, text: string): void;
  read(file: string): string;
  dispose(): void;
}

export interface StartOptions {
  environment?: Readonly<Record<string, string>>;
  isTerminal?: boolean;
}

/** Why a test that needs a terminal is skipped; undefined where there can be one. */
export const terminalMissing =
  spawnSync("script", ["--version"]).status === 0 ? undefined : "the command script isn't here";

/** Why a test that ends a process by a signal is skipped: on Windows a process is told nothing and is gone. */
export const signalsMissing = process.platform === "win32" ? "Windows has no signals" : undefined;

/** @param environment what every run has beside PATH */
export function commandFolder(environment: Readonly<Record<string, string>> = {}): CommandFolder {
  const folder = mkdtempSync(join(tmpdir(), "comm100-command-"));
  return {
    folder,
    start: (args, { environment: more = {}, isTerminal = false } = {}) =>
      startIn(folder, args, { ...environment, ...more }, isTerminal),
    run: (args, more = {}) => runIn(folder, args, { ...environment, ...more }),
    put: (file, text) => writeFileSync(join(folder, file), text),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function startIn(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isTerminal: boolean,
): ChildProcessWithoutNullStreams {
  const command = [process.execPath, commandScript, ...args];
  const quoted = command.map((word) => `'${word.replace(/'/g, "'\\''")}'`).join(" ");
  const [program = "", ...words] = isTerminal ? ["script", "-qefc", quoted, "/dev/null"] : command;
  return spawn(program, words, { cwd: folder, env: { PATH: process.env.PATH, ...environment } });
}

function runIn(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = startIn(folder, args, environment, false);
    let output = "";
    let notes = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (notes += data.toString()));
    child.stdin.end();
    child.on("close", (code) => resolve({ code, output, notes }));
  });
}

/** A configuration file with sites by their emulators' addresses, all with the same variables. */
export const configurationOf = (sites: Readonly<Record<string, { url: string; overlay?: string }>>): string =>
  JSON.stringify({
    sites: Object.fromEntries(
      Object.entries(sites).map(([name, { url, overlay }]) => [
        name,
        { baseUrl: url, emailEnv: "SITE_EMAIL", apiKeyEnv: "SITE_KEY", ...(overlay && { overlay }) },
      ]),
    ),
  });

export const siteVariables = { SITE_EMAIL: "agent@example.com", SITE_KEY: "emulator-api-key" };
