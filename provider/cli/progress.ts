export interface CommandProgress {
  /** So many steps more that will be made. */
  expected(steps: number): void;
  done(what: string): void;
  /** Leaves the line of the bar; says how many steps it were. */
  end(): void;
}

interface Place {
  isQuiet: boolean;
  note(line: string): void;
  /** Replaces the last line of a terminal; missing where nobody watches. */
  overwrite?: (line: string) => void;
}

/** How many steps a line of plain progress stands for. */
const stepsPerLine = 25;

const width = 24;

/** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
export function progressOf(
  title: string,
  unit: string,
  { isQuiet, note, overwrite }: Place,
): CommandProgress {
  let total = 0;
  let count = 0;
  return {
    expected(steps) {
      total += steps;
    },
    done(what) {
      count++;
      if (isQuiet) return;
      if (overwrite) overwrite(`${title} ${bar(count, total)} ${count}/${total} ${what}`);
      else if (count % stepsPerLine === 0) note(`${title}: ${count} of ${total}`);
    },
    end() {
      if (isQuiet) return;
      overwrite?.("");
      note(`${title}: ${count} ${count === 1 ? unit : `${unit}s`}, done`);
    },
  };
}

function bar(count: number, total: number): string {
  const full = total === 0 ? width : Math.round((width * Math.min(count, total)) / total);
  return `[${"#".repeat(full)}${"-".repeat(width - full)}]`;
}
