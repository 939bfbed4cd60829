import { execFile } from "node:child_process";

export interface Ran {
  code: number | string | null | undefined;
  /** Standard output, and then standard error. */
  told: string;
}

/** A program to its end, whatever its exit code. */
export function ran(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, told: stdout + stderr }),
    );
  });
}
