import { type Text, writeWhole } from "../files/whole-file";
import { visible } from "../text/visible";
import type { CommandOption, Given } from "./given";
import type { Output } from "./output";

/** Where the result goes. */
export const outOption = {
  flags: "--out <file>",
  description: "write the result there (default: standard output)",
} as const satisfies CommandOption;

/**
 * Writes a result to the file of `--out`, else to standard output.
 *
 * @throws Comm100Error when the file can't be written; then it is as it was before
 */
export function deliver(given: Given<"out">, output: Output, text: Text): void {
  const file = given.text("out");
  if (file !== undefined) writeWhole([{ file, text }]);
  else for (const piece of typeof text === "string" ? [text] : text) output.write(piece);
}

/** As `deliver`, for a result of lines that people read: in a file they are without colours. */
export function deliverLines(
  given: Given<"out">,
  output: Output,
  linesIn: (paint: Output["paint"]) => readonly string[],
): void {
  const file = given.text("out");
  if (file === undefined) for (const line of linesIn(output.paint)) output.print(line);
  else {
    // A file is read later, and elsewhere.
    const lines = linesIn((_style, text) => text);
    writeWhole([{ file, text: lines.map((line) => `${visible(line)}\n`).join("") }]);
  }
}
