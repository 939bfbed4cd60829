import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface RunningProcess {
  /** Resolves with the exit code; null when it was ended by a signal. */
  readonly ended: Promise<number | null>;
  stop(): void;
}

/** Starts a Node script; every line that it prints goes to `line`. */
export function startScript(
  script: string,
  args: readonly string[],
  options: { folder: string; environment: NodeJS.ProcessEnv },
  line: (text: string) => void,
): RunningProcess {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    cwd: options.folder,
    env: options.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", line);
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { ended, stop: () => void child.kill("SIGKILL") };
}
