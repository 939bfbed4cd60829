import { didYouMean } from "../core/suggest";

/** An option of a command, in commander's notation. */
export interface CommandOption {
  flags: string;
  description: string;
  /** Environment variable that sets it, for values that shouldn't be on a command line. */
  environment?: string;
  /** It may be given several times: `Given.all` has every value. */
  isRepeatable?: true;
}

/** Options that every command has. */
export const everywhere = [
  { flags: "--json", description: "the result as JSON" },
  { flags: "--quiet", description: "no progress" },
] as const satisfies readonly CommandOption[];

/** What a person gives to a command with these options. */
export type GivenTo<Options extends readonly CommandOption[]> = GivenFor<
  Options[number] | (typeof everywhere)[number]
>;

type GivenFor<Option extends CommandOption> = Given<
  ValueName<Option>,
  SwitchName<Option>,
  RepeatableName<Option>
>;

type Value = string | boolean | readonly string[] | undefined;

/**
 * What a person gave on the command line. Options have the name of their long flag in camel case: those that have a
 * value, those that are set or not, and those that may be given several times.
 */
export class Given<Values extends string, Switches extends string = never, Lists extends string = never> {
  readonly arguments: readonly string[];
  readonly #options: Readonly<Record<string, Value>>;

  constructor(args: readonly string[], options: Readonly<Record<string, Value>>) {
    this.arguments = args;
    this.#options = options;
  }

  // Properties and not methods, so that the compiler refuses a command that lacks an option which is asked for.

  /** The value of an option. */
  readonly text = (name: Values): string | undefined => {
    const value = this.#options[name];
    return typeof value === "string" ? value : undefined;
  };

  /** The words of an option that takes several, with commas between them. */
  readonly words = (name: Values): readonly string[] | undefined =>
    this.text(name)
      ?.split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");

  readonly isSet = (name: Switches): boolean => this.#options[name] === true;

  /** The values of an option that may be given several times. */
  readonly all = (name: Lists): readonly string[] => {
    const value = this.#options[name];
    return Array.isArray(value) ? value : [];
  };
}

/** `dataFolder` for `--data-folder <path>` */
type NameOf<Flags extends string> = Flags extends `--${infer Long} ${string}`
  ? CamelCase<Long>
  : Flags extends `--${infer Long}`
    ? CamelCase<Long>
    : never;

type CamelCase<Text extends string> = Text extends `${infer First}-${infer Others}`
  ? `${First}${Capitalize<CamelCase<Others>>}`
  : Text;

type Repeatable = { isRepeatable: true };
type WithValue = { flags: `${string}<${string}` | `${string}[${string}` };
type NeedsValue = { flags: `${string}<${string}` };

type ValueName<Option extends CommandOption> = NameOf<
  Exclude<Extract<Option, WithValue>, Repeatable>["flags"]
>;
type SwitchName<Option extends CommandOption> = NameOf<Exclude<Option, NeedsValue>["flags"]>;
type RepeatableName<Option extends CommandOption> = NameOf<Extract<Option, Repeatable>["flags"]>;

/** The command can't do what was asked; shown as one line, without a stack. */
export class CommandError extends Error {}

/** An option with a few values: which one was given. */
export function oneOf<Name extends string, Choice extends string>(
  given: Given<Name>,
  name: Name,
  choices: readonly Choice[],
): Choice | undefined {
  const value = given.text(name);
  if (value === undefined) return undefined;
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  const last = choices.at(-1);
  const hint = didYouMean(value, choices);
  throw new CommandError(
    `--${name} must be ${choices.slice(0, -1).join(", ")}${choices.length > 1 ? " or " : ""}${last}.${hint}`,
  );
}
