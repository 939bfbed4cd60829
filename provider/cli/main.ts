#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Option, Command as Program } from "commander";
import { type Command, CommandError } from "./command";
import { emulator } from "./commands/emulator";

const commands: readonly Command[] = [emulator];

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
  one.action((options: Record<string, string | undefined>) => command.run(options, { print: console.log }));
}

function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof CommandError ? `comm100: ${error.message}` : error);
    process.exitCode = 1;
  });
