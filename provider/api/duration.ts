/**
 * Tells how long a growing number of requests takes, if that is long. It tells again only once the number has doubled:
 * a few requests more aren't worth another line.
 *
 * @param perMinute undefined without a limit: then nothing is told
 * @returns to be called with the number of requests in all
 */
export function durationTold(
  perMinute: number | undefined,
  tell: (requests: number, duration: string) => void,
): (requests: number) => void {
  let lastTold = 0;
  return (requests) => {
    if (perMinute === undefined || requests < 2 * lastTold) return;
    const duration = longDuration(requests, perMinute);
    if (duration === undefined) return;
    lastTold = requests;
    tell(requests, duration);
  };
}

/** What takes longer is worth telling, in milliseconds. */
const long = 30_000;

/**
 * How long so many requests take where no minute may have more than `perMinute`, such as
 * `10 minutes at 60 a minute`; undefined when it isn't long.
 */
export function longDuration(requests: number, perMinute: number): string | undefined {
  const milliseconds = (requests / perMinute) * 60_000;
  if (milliseconds < long) return undefined;
  const minutes = milliseconds / 60_000;
  const duration = minutes < 2 ? `${Math.round(minutes * 60)} seconds` : `${Math.round(minutes)} minutes`;
  return `${duration} at ${perMinute} a minute`;
}
