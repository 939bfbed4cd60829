import type { CommandOption, Given, GivenTo } from "./given";
import type { Output } from "./output";

export interface CommandArgument {
  /** In commander's notation: `<file>`. */
  name: string;
  description: string;
}

/** How a command ended; part of the interface, as scripts and CI decide by it. */
export const exitCodes = {
  /** All is well: done, nothing wrong, no difference. */
  fine: 0,
  /** It couldn't be done, or not wholly. */
  error: 1,
  /** It was done, and what was compared differs. */
  different: 2,
} as const;

/** `0 fine, 1 error, 2 …`, as the help has it. */
export const exitCodesText = ({ different }: Pick<Command, "different">): string =>
  ["0 fine", "1 error", ...(different === undefined ? [] : [`2 ${different}`])].join(", ");

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command as data: one file each in `commands/`. */
export interface Command {
  name: string;
  description: string;
  arguments?: readonly CommandArgument[];
  /** Beside `--json` and `--quiet`, which every command has. */
  options: readonly CommandOption[];
  /** Shown below the help. */
  examples: readonly string[];
  /** What exit code 2 means; missing for a command that never ends with it. */
  different?: string;
  /** @returns how it ended; nothing is fine */
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands end well or with an error
  run(given: Given<string, string, string>, output: Output): Promise<ExitCode | void>;
}

/** A command that the compiler holds to its own options where it asks for what was given. */
export const defineCommand = <const Options extends readonly CommandOption[]>(
  command: Omit<Command, "options" | "run"> & {
    options: Options;
    // biome-ignore lint/suspicious/noConfusingVoidType: as in Command
    run(given: GivenTo<Options>, output: Output): Promise<ExitCode | void>;
  },
): Command => command;
