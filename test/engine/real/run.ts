import { execFile, execFileSync } from "node:child_process";

export interface Finished {
  exitCode: number;
  /** The program was ended by one of the kills, before it came to its own end. */
  killed: boolean;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Added to that of this process. */
  environment: Readonly<Record<string, string>>;
  /** Kills the program with all that it started. */
  kill: AbortSignal;
  /** Kills the program alone. */
  killAlone?: AbortSignal | undefined;
  /** Where it runs. Default: here. */
  folder?: string;
  /** Its standard input. */
  input?: string;
}

/** Runs a program to its end; never rejects because of how it ends. */
export function run([command = "", ...args]: readonly string[], options: RunOptions): Promise<Finished> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.environment };
    const { folder: cwd, input } = options;
    const child = execFile(command, args, { env, cwd, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      options.kill.removeEventListener("abort", kill);
      options.killAlone?.removeEventListener("abort", killAlone);
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ exitCode, killed: child.signalCode === "SIGKILL", stdout, stderr });
    });
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) killWithDescendants(child.pid);
    };
    const killAlone = () => void child.kill("SIGKILL");
    options.kill.addEventListener("abort", kill);
    options.killAlone?.addEventListener("abort", killAlone);
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** The engine puts each plugin into a process group of its own, so killing the engine would leave them. */
function killWithDescendants(root: number): void {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const processes = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const doomed = [root];
  // The list grows while it is walked: children come after their parent.
  for (const parent of doomed) for (const [id = 0, of] of processes) if (of === parent) doomed.push(id);
  for (const id of doomed) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
