import { didYouMean } from "../core/suggest";
import type { Output } from "./output";

/** An option of a command, in commander's notation. */
export interface CommandOption {
  flags: string;
  description: string;
  /** Environment variable that sets it, for values that shouldn't be on a command line. */
  environment?: string;
  /** It may be given several times: `Given.all` has every value. */
  isRepeatable?: true;
}

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
  run(given: Given, output: Output): Promise<ExitCode | void>;
}

type Value = string | boolean | readonly string[] | undefined;

/** What a person gave on the command line. */
export class Given {
  readonly arguments: readonly string[];
  readonly #options: Readonly<Record<string, Value>>;

  constructor(args: readonly string[], options: Readonly<Record<string, Value>>) {
    this.arguments = args;
    this.#options = options;
  }

  /** The value of an option, by its long flag in camel case. */
  text(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === "string" ? value : undefined;
  }

  /** The words of an option that takes several, with commas between them. */
  words(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  }

  isSet(name: string): boolean {
    return this.#options[name] === true;
  }

  /** The values of an option that may be given several times. */
  all(name: string): readonly string[] {
    const value = this.#options[name];
    return Array.isArray(value) ? value : [];
  }
}

/** The command can't do what was asked; shown as one line, without a stack. */
export class CommandError extends Error {}

/** An option with a few values: which one was given. */
export function oneOf<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = given.text(name);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const last = choices.at(-1);
  const hint = didYouMean(value, choices);
  throw new CommandError(
    `--${name} must be ${choices.slice(0, -1).join(", ")}${choices.length > 1 ? " or " : ""}${last}.${hint}`,
  );
}
