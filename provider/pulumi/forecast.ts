import { longDuration } from "../api/duration";

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

function forecastText(requests: number, perMinute: number): string | undefined {
  const duration = longDuration(requests, perMinute);
  if (duration === undefined) return undefined;
  return `these changes take about ${requests} requests: ${duration} (comm100:maxRequestsPerMinute).`;
}
