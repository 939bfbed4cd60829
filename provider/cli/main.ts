#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Option, Command as Program } from "commander";
import { Comm100Error } from "../core/errors";
import { type Command, CommandError, type Output } from "./command";
import { emulator } from "./commands/emulator";
import { exportCommand } from "./commands/export";

const commands: readonly Command[] = [emulator, exportCommand];

const output: Output = {
  print: console.log,
  write: (text) => void process.stdout.write(text),
  note: (line) => console.error(line),
  isTerminal: process.stderr.isTTY === true && process.env.CI === undefined,
  overwrite: (line) => void process.stderr.write(`\r\u001b[K${line}`),
};

function program(): Program {
  const all = new Program("comm100")
    .description("Tools for Comm100 Live Chat sites that are managed with pulumi-comm100.")
    .version(packageVersion())
    .showSuggestionAfterError()
    .showHelpAfterError("Run with --help for what there is.");
  for (const command of commands) add(all, command);
  return all;
}

function add(all: Program, command: Command): void {
  const one = all.command(command.name).description(command.description);
  for (const { flags, description, environment } of command.options) {
    const option = new Option(flags, description);
    one.addOption(environment === undefined ? option : option.env(environment));
  }
  one.addHelpText("after", ["\nExamples:", ...command.examples.map((example) => `  ${example}`)].join("\n"));
  one.action((options: Record<string, string | undefined>) => command.run(options, output));
}

function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(
      error instanceof CommandError || error instanceof Comm100Error ? `comm100: ${error.message}` : error,
    );
    process.exitCode = 1;
  });
