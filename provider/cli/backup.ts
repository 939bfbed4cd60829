import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileNamePart } from "../text/file-name";
import { CommandError } from "./given";

const folder = join(".comm100", "backups");

/**
 * Keeps what is about to be changed, for this user only and out of git.
 *
 * @returns the file
 * @throws CommandError when it can't be written: then nothing may be changed
 */
export function saveBackup(name: string, extension: string, text: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const file = join(folder, `${fileNamePart(name)}-${time}.${extension}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const ignored = join(".comm100", ".gitignore");
    if (!existsSync(ignored)) writeFileSync(ignored, "*\n");
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new CommandError(`The backup ${file} can't be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return file;
}
