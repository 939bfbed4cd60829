#!/usr/bin/env node
import { inspect } from "node:util";
import { CommanderError, Option, Command as Program } from "commander";
import { Comm100Error } from "../core/errors";
import { visibleLines } from "../text/visible";
import { type Command, exitCodes, exitCodesText } from "./command";
import { commands } from "./commands";
import { CommandError, type CommandOption, everywhere, Given } from "./given";
import { surviveLostOutput } from "./lost-output";
import { outputTo } from "./output";
import { packageVersion } from "./package-version";

function program(): Program {
  const all = new Program("comm100")
    .description("Tools for Comm100 Live Chat sites that are managed with pulumi-comm100.")
    .version(packageVersion())
    // commander would end the process at once, and with it what isn't written yet and what writing it would tell.
    .exitOverride()
    .showSuggestionAfterError()
    // It repeats what it was given.
    .configureOutput({ outputError: (text, write) => write(visibleLines(text)) })
    .showHelpAfterError("Run with --help for what there is.")
    .addHelpText(
      "after",
      `\nExit codes: ${exitCodesText({ different: "differences found, or nothing written" })}.`,
    );
  for (const command of commands) add(all, command);
  return all;
}

function add(all: Program, command: Command): void {
  const subcommand = all.command(command.name).description(command.description);
  for (const { name, description } of command.arguments ?? []) subcommand.argument(name, description);
  const options: readonly CommandOption[] = [...command.options, ...everywhere];
  for (const { flags, description, environment, isRepeatable } of options) {
    const option = new Option(flags, description);
    if (isRepeatable) option.argParser((value, before: string[] = []) => [...before, value]);
    subcommand.addOption(environment === undefined ? option : option.env(environment));
  }
  const examples = command.examples.map((example) => `  ${example}`);
  const ends = ["", `Exit codes: ${exitCodesText(command)}.`];
  subcommand.addHelpText("after", ["\nExamples:", ...examples, ...ends].join("\n"));
  subcommand.action(async () => {
    const given = new Given<string, string, string>(subcommand.args, valuesOf(subcommand));
    const output = outputTo({ isQuiet: given.isSet("quiet"), environment: process.env });
    try {
      process.exitCode = (await command.run(given, output)) ?? exitCodes.fine;
    } finally {
      output.tellCalls();
    }
  });
}

/** An option such as `--no-color` is set when it was given: commander has the opposite, under the name without `no`. */
function valuesOf(subcommand: Program): Record<string, string | boolean | string[] | undefined> {
  const values = subcommand.opts();
  const negated = subcommand.options
    .filter(({ negate }) => negate)
    .map((option) => {
      const name = option.attributeName();
      return [`no${name.charAt(0).toUpperCase()}${name.slice(1)}`, values[name] === false];
    });
  return { ...values, ...Object.fromEntries(negated) };
}

surviveLostOutput();
program()
  .parseAsync()
  .catch((error: unknown) => {
    // Help, the version or a wrong option: commander has said it.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    const isForPeople = error instanceof CommandError || error instanceof Comm100Error;
    console.error(visibleLines(isForPeople ? `comm100: ${error.message}` : inspect(error)));
    process.exitCode = exitCodes.error;
  });
