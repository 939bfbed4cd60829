import type { Output } from "./command";

export interface CommandProgress {
  expected(requests: number): void;
  done(what: string): void;
  /** Leaves the line of the bar. */
  end(): void;
}

/** How many steps a line of plain progress stands for. */
const stepsPerLine = 25;

/** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
export function progressOf(title: string, output: Output, isQuiet: boolean): CommandProgress {
  let total = 0;
  let count = 0;
  const text = () => `${title}: ${count} of ${total}`;
  return {
    expected(requests) {
      total += requests;
    },
    done() {
      count++;
      if (isQuiet) return;
      if (output.isTerminal) output.overwrite(text());
      else if (count % stepsPerLine === 0) output.note(text());
    },
    end() {
      if (isQuiet) return;
      if (output.isTerminal) output.overwrite("");
      else output.note(`${text()}, done`);
    },
  };
}
