import { writeWhole } from "../files/whole-file";
import type { ChangedFile, Refusal } from "../site-document/accepting";
import { readText } from "../site-document/files";
import { positionText } from "../site-document/parsed-yaml";
import { visible } from "../text/visible";
import { CommandError } from "./given";
import { lineDifference } from "./line-difference";

/**
 * Writes what a document and its overlay take over from a site: all of it, or nothing.
 *
 * @param show is given the difference, line by line
 * @throws CommandError with each thing that can't be written, or when a file has changed since it was read
 */
export function writeAccepted(
  files: readonly ChangedFile[],
  refusals: readonly Refusal[],
  show: (line: string) => void,
): void {
  if (refusals.length > 0) {
    const lines = refusals.map(
      ({ position, path, reason }) => `  ${visible(`${positionText(position)}: ${path} ${reason}`)}`,
    );
    throw new CommandError([`nothing was written, as this can't be accepted:`, ...lines].join("\n"));
  }
  for (const { file, before } of files) {
    if (readText(file) !== before) {
      throw new CommandError(
        `nothing was written, as ${file} has changed since it was read. Run the command again.`,
      );
    }
  }
  writeWhole(files.map(({ file, after }) => ({ file, text: after })));
  for (const { file, before, after } of files)
    for (const line of lineDifference(file, before, after)) show(line);
}
