import { Load } from "./load";
import { Rate } from "./rate";
import { type Clock, Turns } from "./turns";

/** What the end of a request says about the pace. */
export type Verdict =
  /** The service had time for the request. */
  | { kind: "good" }
  /** The service has too much to do: fewer at once, and none before `retryAfter` milliseconds are over. */
  | { kind: "strained"; retryAfter: number | undefined }
  /** The request came too fast, and wasn't carried out: as `strained`, and the request is sent again. */
  | { kind: "refused"; retryAfter: number | undefined };

export interface PaceOptions {
  maxConcurrency: number;
  /** Undefined: as many as the service lets through. */
  maxRequestsPerMinute: number | undefined;
  /** How long a request waits in all after refusals, in milliseconds. */
  patience: number;
  /** The first pause after a refusal that doesn't say how long is at most this long, in milliseconds. */
  baseDelay: number;
  /** No such pause is longer, in milliseconds. */
  maxDelay: number;
  signal: AbortSignal | undefined;
  /** Told of a pause that is made, in milliseconds. */
  onPause?(milliseconds: number): void;
}

/**
 * Decides when each request is sent: how many are under way at once, how far apart they are, and none while the service
 * wants a pause. One refusal makes all requests wait.
 */
export interface Pacer {
  /**
   * Runs a task when its turn comes, and again after a refusal, as long as patience lasts.
   *
   * @param verdictOn what the error of a task says
   * @throws what the task throws, and what `sleep` throws when the signal ends it
   */
  run<Result>(task: () => Promise<Result>, verdictOn: (error: unknown) => Verdict): Promise<Result>;
}

export function createPacer(options: PaceOptions, clock: Clock): Pacer {
  const { patience } = options;
  const rate = new Rate();
  const load = new Load(options.maxConcurrency);
  const turns = new Turns(
    { ...options, atOnce: () => load.atOnce, distance: (time) => rate.distance(time) },
    clock,
  );
  let refusalsInARow = 0;

  function wentWell(request: number): void {
    if (!load.isNews(request)) return;
    refusalsInARow = 0;
    rate.letThrough(clock.now());
    load.good();
  }

  function slowDown(request: number, wait: number | undefined): void {
    if (!load.isNews(request)) return;
    load.strained();
    if (wait === undefined) return;
    turns.pauseFor(wait);
    options.onPause?.(wait);
  }

  function wasRefused(request: number, wait: number): void {
    if (load.isNews(request)) {
      refusalsInARow += 1;
      rate.refused(clock.now(), wait);
    }
    slowDown(request, wait);
  }

  /** How long to wait after a refusal, in milliseconds. */
  function waitAfter({ retryAfter }: Exclude<Verdict, { kind: "good" }>): number {
    const longest = Math.min(options.maxDelay, options.baseDelay * 2 ** refusalsInARow);
    return retryAfter ?? longest * clock.random();
  }

  return {
    async run(task, verdictOn) {
      let waited = 0;
      for (let isAgain = false; ; isAgain = true) {
        await turns.take(isAgain);
        const request = load.setOut();
        try {
          const result = await task();
          wentWell(request);
          return result;
        } catch (error) {
          const verdict = verdictOn(error);
          if (verdict.kind === "good") wentWell(request);
          if (verdict.kind === "strained") slowDown(request, verdict.retryAfter);
          if (verdict.kind !== "refused") throw error;
          const wait = waitAfter(verdict);
          waited += wait;
          if (waited > patience) throw error;
          wasRefused(request, wait);
        } finally {
          turns.end();
        }
      }
    },
  };
}
