import { execFile } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Comm100Error } from "../core/errors";

/**
 * A file name for a program that writes secrets to a file or reads them from one, while no secret is ever on a disk:
 * a named pipe in a folder that only this user can enter. Standard input and output don't do: Node gives a child
 * sockets, which can't be opened by name.
 *
 * @throws Comm100Error on Windows, where Pulumi can't open a pipe by name
 */
async function withPipe<Result>(task: (path: string) => Promise<Result>): Promise<Result> {
  if (process.platform === "win32") {
    throw new Comm100Error(
      "comm100 import hands secrets over through a named pipe, which Windows doesn't have. Run it in WSL or in CI.",
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "comm100-pipe-"));
  const path = join(folder, "pipe");
  try {
    await promisify(execFile)("mkfifo", ["-m", "600", path]);
    return await task(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a task that gets a program to write to the path; also gives what was written, "" for nothing. */
export function readThroughPipe<Result>(
  task: (path: string) => Promise<Result>,
): Promise<{ result: Result; text: string }> {
  return withPipe(async (path) => {
    const reading = readFile(path, "utf8");
    const result = await task(path).finally(() => release(path, constants.O_WRONLY));
    return { result, text: await reading };
  });
}

/** Runs a task that gets a program to read the text from the path. */
export function writeThroughPipe<Result>(
  text: string,
  task: (path: string) => Promise<Result>,
): Promise<Result> {
  return withPipe(async (path) => {
    // A program that gives up before it has read everything says why itself.
    const writing = writeFile(path, text).catch(() => undefined);
    const result = await task(path).finally(() => release(path, constants.O_RDONLY));
    await writing;
    return result;
  });
}

/** This process's end of the pipe waits for the other end for ever. Opening the other end once ends the wait. */
function release(path: string, otherEnd: number): void {
  try {
    closeSync(openSync(path, otherEnd | constants.O_NONBLOCK));
  } catch {
    // This process's end no longer waits.
  }
}
