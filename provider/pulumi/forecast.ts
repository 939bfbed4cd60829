import { durationTold } from "../api/duration";

/** The engine checks one resource right after the other, and may end the process 50 ms after the last. In milliseconds. */
const quiet = 10;

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
  let timer: NodeJS.Timeout | undefined;
  // Resources that wait for others come later, so there may be more to tell.
  const note = durationTold(perMinute, (requests, duration) =>
    tell(`these changes take about ${requests} requests: ${duration} (comm100:maxRequestsPerMinute).`),
  );
  return {
    expect(requests) {
      if (perMinute === undefined) return;
      expected += requests;
      clearTimeout(timer);
      timer = setTimeout(() => note(expected), quiet);
      timer.unref();
    },
  };
}
