/** What takes longer is told, in milliseconds. */
const long = 30_000;
/** The engine checks one resource right after the other, and ends the process soon after the last. In milliseconds. */
const quiet = 50;

/** Tells how long a run will take where the number of requests is limited. */
export interface Forecast {
  /** So many requests more will be made. */
  expect(requests: number): void;
}

/**
 * @param perMinute undefined without a limit: then nothing is told
 */
export function createForecast(perMinute: number | undefined, tell: (message: string) => void): Forecast {
  let expected = 0;
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    expect(requests) {
      if (perMinute === undefined) return;
      expected += requests;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const text = forecastText(expected, perMinute);
        // Resources that wait for others come later: somewhat more isn't worth another line.
        if (text === undefined || expected < 2 * told) return;
        told = expected;
        tell(text);
      }, quiet);
      timer.unref();
    },
  };
}

/** How long so many requests take; undefined when it isn't long. */
export function forecastText(requests: number, perMinute: number): string | undefined {
  const milliseconds = (requests / perMinute) * 60_000;
  if (milliseconds < long) return undefined;
  const minutes = milliseconds / 60_000;
  const duration = minutes < 2 ? `${Math.round(minutes * 60)} seconds` : `${Math.round(minutes)} minutes`;
  return `these changes take about ${requests} requests: ${duration} at ${perMinute} a minute (comm100:maxRequestsPerMinute).`;
}
