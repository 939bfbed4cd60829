import { durationTold, longDuration } from "../api/duration";
import type { ClientOptions } from "../api/options";
import type { ExpectedCalls } from "../site-document/live-site";
import { countOf } from "./count-of";

export interface CommandProgress {
  /** Says before the work starts how much it will be. */
  announce(what: string): void;
  /** So many steps more that will be made. */
  expected(steps: number): void;
  done(what: string): void;
  /** Leaves the line of the bar; says how many steps it were. */
  end(): void;
}

/** `13 calls, at most 16 more for each Campaign` */
export function expectedText({ site, each }: ExpectedCalls): string {
  const more = each.map(({ kind, calls }) => `at most ${calls} more for each ${kind}`);
  return [callsText(site), ...more, "and those for names of agents and departments"].join(", ");
}

export const callsText = (calls: number) => countOf(calls, "call");

/** `600 calls, 10 minutes at 60 a minute` */
export function pacedText(calls: number, { maxRequestsPerMinute }: Paced): string {
  const duration = maxRequestsPerMinute === undefined ? undefined : longDuration(calls, maxRequestsPerMinute);
  return [callsText(calls), duration].filter((text) => text !== undefined).join(", ");
}

/** Whose calls they are; nobody's where steps of another kind are told. */
export type Paced = Pick<ClientOptions, "maxRequestsPerMinute">;

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
  { maxRequestsPerMinute }: Paced,
  { isQuiet, note, overwrite }: Place,
): CommandProgress {
  let total = 0;
  let count = 0;
  const tellDuration = durationTold(maxRequestsPerMinute, (calls, duration) => {
    if (!isQuiet) note(`${title}: ${callsText(calls)} take ${duration} (maxRequestsPerMinute).`);
  });
  return {
    announce(what) {
      if (!isQuiet) note(`${title}: ${what}.`);
    },
    expected(steps) {
      total += steps;
      tellDuration(total);
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
      note(`${title}: ${countOf(count, unit)}, done`);
    },
  };
}

function bar(count: number, total: number): string {
  const full = total === 0 ? width : Math.round((width * Math.min(count, total)) / total);
  return `[${"#".repeat(full)}${"-".repeat(width - full)}]`;
}
