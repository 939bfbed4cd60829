import { Comm100Error } from "./errors";

/**
 * When a time is that the service has answered or posted; undefined where there is none. It is ISO 8601, and what names no zone
 * is UTC (docs/api-notes.md#o72); in what is posted to webhooks also `/Date(1584415749307)/`, or milliseconds.
 *
 * @throws Comm100Error for what is no time
 */
export function timeOf(time: string | number | null | undefined): Date | undefined {
  if (time === undefined || time === null || time === "") return undefined;
  const date = new Date(typeof time === "number" ? time : millisecondsOf(time));
  if (!Number.isNaN(date.getTime())) return date;
  throw new Comm100Error(
    `${JSON.stringify(time)} is no time: neither /Date(milliseconds)/ nor ISO 8601. Hand over a time as the service gave it.`,
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
