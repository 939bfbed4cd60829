import { Comm100Error } from "../core/errors";
import type { PostedTime } from "./parts";

/**
 * When a posted time is; undefined where there is none. What names no zone is UTC (docs/api-notes.md#o72).
 *
 * @throws Comm100Error for what is no time
 */
export function timeOf(posted: PostedTime | undefined): Date | undefined {
  if (posted === undefined || posted === null || posted === "") return undefined;
  const time = new Date(typeof posted === "number" ? posted : millisecondsOf(posted));
  if (!Number.isNaN(time.getTime())) return time;
  throw new Comm100Error(
    `${JSON.stringify(posted)} is no time: neither /Date(milliseconds)/ nor ISO 8601. Hand over a time as it was posted.`,
  );
}

function millisecondsOf(text: string): number {
  // A zone behind the milliseconds tells where it was written, and nothing about when.
  const [, ticks] = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/.exec(text) ?? [];
  return ticks === undefined ? Date.parse(inUtc(text)) : Number(ticks);
}

/** Some of the documents' times have a space for the T. */
const inUtc = (text: string) => {
  const time = text.replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T");
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(time) ? `${time}Z` : time;
};
