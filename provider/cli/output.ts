import { createInterface } from "node:readline/promises";
import { visible } from "../text/visible";
import { painted, type Style, shownLine } from "./painted";
import { type CommandProgress, callsText, type Paced, progressOf } from "./progress";

/**
 * How a command talks: results go to standard output, all else to standard error. What goes out in lines may hold foreign
 * text as it is: here it becomes visible.
 */
export interface Output {
  /** A line of the result. */
  print(line: string): void;
  /** The result as it is: what writes its format has made foreign text safe in it. */
  write(text: string): void;
  /** A remark that a person should see, to standard error. */
  note(line: string): void;
  /** What tells that it goes on, to standard error: nothing when quiet. */
  progress(title: string, site?: Paced, unit?: string): CommandProgress;
  /** So many calls to a site more were made. */
  countCalls(calls: number): void;
  /** The last line, to standard error: the calls that were made, if there were any; nothing when quiet. */
  tellCalls(): void;
  /** The text in a colour, where the result goes to a terminal. */
  paint(style: Style, text: string): string;
  /** Asks a person. False where nobody can answer. */
  confirm(question: string): Promise<boolean>;
  /** Whether somebody can answer. */
  canAsk: boolean;
}

export interface Terminal {
  isQuiet: boolean;
  environment: Readonly<Record<string, string | undefined>>;
}

export function outputTo({ isQuiet, environment }: Terminal): Output {
  const isWatched = process.stderr.isTTY === true && environment.CI === undefined;
  const isColoured = process.stdout.isTTY === true && !environment.NO_COLOR;
  const canAsk = process.stdin.isTTY === true && isWatched;
  const note = (line: string) => console.error(visible(line));
  let calls = 0;
  return {
    print: (line) => console.log(shownLine(line)),
    write: (text) => void process.stdout.write(text),
    note,
    progress: (title, site = {}, unit = "call") =>
      progressOf(title, unit, site, {
        isQuiet,
        note,
        ...(isWatched && { overwrite: (line) => void process.stderr.write(`\r\u001b[K${visible(line)}`) }),
      }),
    countCalls(more) {
      calls += more;
    },
    tellCalls() {
      if (calls > 0 && !isQuiet) note(`${callsText(calls)}.`);
    },
    paint: (style, text) => (isColoured ? painted(style, text) : text),
    canAsk,
    async confirm(question) {
      if (!canAsk) return false;
      const asking = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await asking.question(`${visible(question)} [y/N] `);
      asking.close();
      return /^y(es)?$/i.test(answer.trim());
    },
  };
}
