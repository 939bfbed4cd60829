import type { Screen } from "./terminal";

/** A picture of a terminal in which a command has run. */
export interface Scene {
  /** The picture is `<name>.svg` in this folder. */
  name: string;
  /** For who can't see it. */
  title: string;
  /** Why it can't be recorded here; undefined where it can. */
  missing: string | undefined;
  /** Does it on a site of its own, on this machine. */
  record(): Promise<Screen>;
}

/** The line with which a person has started what a terminal shows. */
export const prompt = (command: string): Screen => [
  [
    { text: "$ ", color: undefined, isBold: false, isDim: true },
    { text: command, color: undefined, isBold: true, isDim: false },
  ],
];
