/** An option of a command, in commander's notation. */
export interface CommandOption {
  flags: string;
  description: string;
  /** Environment variable that sets it, for values that shouldn't be on a command line. */
  environment?: string;
}

/** What a command may tell a person; results go to standard output. */
export interface Output {
  print(line: string): void;
  /** The result as it is, to standard output. */
  write(text: string): void;
  /** Progress and remarks, to standard error. */
  note(line: string): void;
  /** Whether a person looks at standard error. */
  isTerminal: boolean;
  /** Replaces the last line of a terminal. */
  overwrite(line: string): void;
}

/** A command as data: one file each in `commands/`. */
export interface Command {
  name: string;
  description: string;
  options: readonly CommandOption[];
  /** Shown below the help. */
  examples: readonly string[];
  run(options: Readonly<Record<string, string | undefined>>, output: Output): Promise<void>;
}

/** The command can't do what was asked; shown as one line, without a stack. */
export class CommandError extends Error {}
