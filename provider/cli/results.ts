import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError, type CommandOption, type Given } from "./command";
import type { Output } from "./output";

/** Where the result goes. */
export const outOption: CommandOption = {
  flags: "--out <file>",
  description: "write the result there (default: standard output)",
};

/** Writes a result to the file of `--out`, else to standard output. */
export function deliver(given: Given, output: Output, text: string): void {
  const file = given.text("out");
  if (file === undefined) output.write(text);
  else writeResult(file, text);
}

/** @throws CommandError when the file can't be written */
export function writeResult(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`${file} can't be written: ${(error as Error).message}`, { cause: error });
  }
}
