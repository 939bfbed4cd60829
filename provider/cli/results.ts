import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { visible } from "../text/visible";
import { CommandError, type CommandOption, type Given } from "./given";
import type { Output } from "./output";

/** Where the result goes. */
export const outOption = {
  flags: "--out <file>",
  description: "write the result there (default: standard output)",
} as const satisfies CommandOption;

/** A text, or one piece of it after the other. */
type Text = string | Iterable<string>;

/** Writes a result to the file of `--out`, else to standard output. */
export function deliver(given: Given<"out">, output: Output, text: Text): void {
  const file = given.text("out");
  if (file === undefined) for (const piece of piecesOf(text)) output.write(piece);
  else writeResult(file, text);
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
    writeResult(file, lines.map((line) => `${visible(line)}\n`).join(""));
  }
}

const piecesOf = (text: Text): Iterable<string> => (typeof text === "string" ? [text] : text);

/** @throws CommandError when the file can't be written */
export function writeResult(file: string, text: Text): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, "w");
    try {
      for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new CommandError(`${file} can't be written: ${(error as Error).message}`, { cause: error });
  }
}
