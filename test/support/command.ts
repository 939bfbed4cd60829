import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The loader by its place, as the command runs in another folder. */
const loader = pathToFileURL(resolve(__dirname, "../../node_modules/tsx/dist/loader.mjs")).href;
const script = ["--import", loader, resolve(__dirname, "../../provider/cli/main.ts")];

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
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
  put(file: string, text: string): void;
  read(file: string): string;
  dispose(): void;
}

/** @param environment what every run has beside PATH */
export function commandFolder(environment: Readonly<Record<string, string>> = {}): CommandFolder {
  const folder = mkdtempSync(join(tmpdir(), "comm100-command-"));
  return {
    folder,
    run: (args, more = {}) => runIn(folder, args, { ...environment, ...more }),
    put: (file, text) => writeFileSync(join(folder, file), text),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runIn(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...script, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...environment },
    });
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
