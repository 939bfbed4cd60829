import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callLogVariable } from "../api/call-log";
import { Comm100Error } from "../core/errors";

export interface PulumiOptions {
  /** Folder of the project. Default: where the command runs. */
  folder?: string | undefined;
  /** Added to the environment. */
  environment?: Readonly<Record<string, string>>;
  /** Given to the command as its standard input. */
  input?: string;
}

export interface PulumiResult {
  exitCode: number;
  output: string;
  /** Standard error. */
  notes: string;
}

/**
 * Runs the Pulumi CLI on PATH, without a terminal, colours and questions.
 *
 * @throws Comm100Error when there is none
 */
export function runPulumi(args: readonly string[], options: PulumiOptions = {}): Promise<PulumiResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: options.folder,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true", ...options.environment },
    });
    const output: Buffer[] = [];
    const notes: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => notes.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? noPulumi(error) : error);
    });
    child.on("close", (code) => {
      resolve({
        exitCode: code ?? 1,
        output: Buffer.concat(output).toString(),
        notes: Buffer.concat(notes).toString(),
      });
    });
    // A command that ends before it has read everything says why itself.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** Told how many calls to the site Pulumi's processes made, the program's and the provider's. */
export type CountCalls = (calls: number) => void;

/** As `runPulumi`, for commands that make calls to the site: counts them, whatever comes of it. */
export async function runCounted(
  args: readonly string[],
  options: PulumiOptions,
  count: CountCalls,
): Promise<PulumiResult> {
  const folder = mkdtempSync(join(tmpdir(), "comm100-calls-"));
  const file = process.env[callLogVariable] || join(folder, "calls");
  const before = linesIn(file);
  try {
    return await runPulumi(args, {
      ...options,
      environment: { ...options.environment, [callLogVariable]: file },
    });
  } finally {
    count(linesIn(file) - before);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 0 for a file that isn't there yet. */
function linesIn(file: string): number {
  try {
    return readFileSync(file, "utf8").split("\n").length - 1;
  } catch {
    return 0;
  }
}

const noPulumi = (cause: Error) =>
  new Comm100Error("The Pulumi CLI, pulumi, isn't on PATH. Install it, or add its folder to PATH.", {
    cause,
  });

/** The version of the CLI, such as `3.254.0`; undefined when there is none. */
export async function pulumiVersion(): Promise<string | undefined> {
  try {
    const { exitCode, output } = await runPulumi(["version"]);
    return exitCode === 0 ? output.trim().replace(/^v/, "") : undefined;
  } catch (error) {
    if (error instanceof Comm100Error) return undefined;
    throw error;
  }
}
