import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeIgnoredFolder, timeInName } from "../files/ignored-folder";
import { writeWhole } from "../files/whole-file";
import { fileNamePart } from "../text/file-name";

const backups = join(".comm100", "backups");

/**
 * Keeps what is about to be changed, for this user only and out of git.
 *
 * @returns the file
 * @throws Comm100Error when it can't be written: then nothing may be changed
 */
export function saveBackup(name: string, extension: string, text: string): string {
  const start = join(backups, `${fileNamePart(name)}-${timeInName(new Date())}`);
  const file = freeName(start, `.${extension}`);
  makeIgnoredFolder(backups);
  writeWhole([{ file, text, mode: 0o600 }]);
  return file;
}

/** Where a clock was set back a time may come twice, and an earlier backup stays. */
function freeName(start: string, end: string): string {
  let file = `${start}${end}`;
  for (let number = 2; existsSync(file); number++) file = `${start}-${number}${end}`;
  return file;
}
