import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Comm100Error } from "../core/errors";
import { writeWhole } from "./whole-file";

/**
 * Makes a folder that only this user can enter, in one that git ignores.
 *
 * @throws Comm100Error when it can't be made
 */
export function makeIgnoredFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Comm100Error(`The folder ${folder} can't be made: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const ignored = join(dirname(folder), ".gitignore");
  if (!existsSync(ignored)) writeWhole([{ file: ignored, text: "*\n" }]);
}

/** Sorted by name, files are sorted by time. */
export const timeInName = (time: Date) => time.toISOString().replace(/[:.]/g, "-");
