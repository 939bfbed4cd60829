import { spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { commandScript } from "./command";

/** Why a test with a full disk is skipped. */
export const fullDiskMissing =
  process.platform === "win32" ? "Windows has no limit for the size of files" : undefined;

/**
 * Words for a command that meets a full disk: no file gets larger than so many blocks of 512 or 1024 bytes. What fits
 * into the limit is written, also of a larger text, as on a disk that fills up.
 */
export const onFullDisk = (blocks: number, command: readonly string[]): [string, string[]] => [
  "sh",
  ["-c", `ulimit -f ${blocks} && exec "$@"`, "sh", ...command],
];

/** Runs `comm100` where no file gets larger. */
export function runOnFullDisk(
  blocks: number,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string; notes: string }> {
  const child = spawn(...onFullDisk(blocks, [process.execPath, commandScript, ...args]), {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
  });
  let output = "";
  let notes = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (notes += data.toString()));
  child.stdin.end();
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output, notes })));
}

/**
 * Runs code where no file gets larger, in a process of its own; an uncaught error ends that with 1.
 *
 * @param source the module below `provider/` that the code has as `source`
 */
export function sourceOnFullDisk(blocks: number, folder: string, source: string, code: string) {
  const file = resolve(__dirname, `../../provider/${source}.ts`);
  const script = `const source = require(${JSON.stringify(file)}); ${code};`;
  const node = [process.execPath, "--require", require.resolve("tsx/cjs"), "--eval", script];
  const env = { PATH: process.env.PATH, TSX_DISABLE_CACHE: "1" };
  return spawnSync(...onFullDisk(blocks, node), { cwd: folder, encoding: "utf8", env });
}
