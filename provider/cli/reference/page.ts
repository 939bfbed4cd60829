import { type Command, exitCodesText } from "../command";
import { type CommandOption, everywhere } from "../given";

/** The page of all commands, in Markdown. */
export const commandReference = (commands: readonly Command[]): string =>
  `${[
    "# Commands",
    "Generated from `provider/cli/commands` by `npm run docs`. `npx pulumi-comm100 <command> --help` says the same.",
    "Results go to standard output, or to the file of `--out`; progress and notes to standard error. Colours are for terminals only, and not where `NO_COLOR` is set. A command ends with the number of calls that it made, and a long one begins with how many it expects, unless it is told `--quiet`.",
    "What others wrote, such as names and values of the site, is shown and never acted on. A character that a terminal would act on, or that nobody would see, is there as `\\u001b`; so is the beginning of a command of a CI system (`::error`, `##[error]`). In JSON, YAML and TypeScript that is the character itself.",
    "Every command has these options:",
    optionTable(everywhere),
    "The exit codes are stable: 0 fine, 1 error, 2 as each command says. A wrong option is an error, too. Where the reader of its output has gone, as `head` goes, a command carries on to its end, and ends with 141 as if by SIGPIPE, or with 1 if it fails. A file that a command writes is whole, or as it was before.",
    ...commands.flatMap(sectionOf),
  ].join("\n\n")}\n`;

function sectionOf(command: Command): string[] {
  const { name, description, options, examples } = command;
  const argumentNames = (command.arguments ?? []).map((argument) => ` ${argument.name}`).join("");
  return [
    `## comm100 ${name}`,
    description,
    `\`comm100 ${name}${argumentNames} [options]\``,
    optionTable([
      ...(command.arguments ?? []).map((one) => ({ flags: one.name, description: one.description })),
      ...options,
    ]),
    ["```sh", ...examples, "```"].join("\n"),
    `Exit codes: ${exitCodesText(command)}.`,
  ];
}

const optionTable = (options: readonly CommandOption[]): string =>
  [
    "| Option | Meaning |",
    "| - | - |",
    ...options.map(
      ({ flags, description, environment }) =>
        `| \`${flags}\` | ${description.replace(/\|/g, "\\|").replace(/</g, "\\<")}${environment === undefined ? "" : ` (or \`${environment}\`)`} |`,
    ),
  ].join("\n");
