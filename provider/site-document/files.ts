import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Comm100Error } from "../core/errors";
import { didYouMean } from "../core/suggest";

/**
 * The text of a file that a person has named.
 *
 * @param what stands before the name: `The overlay `
 * @throws Comm100Error when it can't be read: for one that isn't there, with the name of one like it
 */
export function readText(file: string, what = ""): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = code === "ENOENT" ? `isn't there.${alike(file)}` : `can't be read: ${message}`;
    throw new Comm100Error(`${what}${file} ${problem}`, { cause: error });
  }
}

function alike(file: string): string {
  try {
    return didYouMean(basename(file), readdirSync(dirname(file)));
  } catch {
    return ` There is no folder ${dirname(file)} either.`;
  }
}
