import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export interface RunningProcess {
  /** The exit code; null when it was ended by a signal. */
  readonly ended: Promise<number | null>;
  kill(): void;
}

export interface ScriptOptions {
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** For Node itself, as `--import=tsx`. */
  nodeArguments?: readonly string[];
  /** Called with every line that the script prints. */
  line(text: string): void;
}

const lazyPackages = resolve(__dirname, "lazy-packages.cjs");

/** Starts a script of the SDK. */
export function startScript(script: string, args: readonly string[], options: ScriptOptions): RunningProcess {
  // A test may want another version of Node than its own.
  const node = options.environment.COMM100_TEST_NODE ?? process.execPath;
  const nodeArguments = ["--require", lazyPackages, ...(options.nodeArguments ?? [])];
  const child = spawn(node, [...nodeArguments, script, ...args], {
    cwd: options.folder,
    env: options.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => options.line(text));
  }
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<number | null>((settle, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", kill);
      settle(code);
    });
  });
  return { ended, kill };
}
