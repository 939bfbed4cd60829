import { Rate } from "./rate";

/** What the end of a request says about the pace. */
export type Verdict =
  /** The service had time for it. */
  | { kind: "good" }
  /** The service has too much to do: fewer at once, and none before `retryAfter` milliseconds are over. */
  | { kind: "strained"; retryAfter: number | undefined }
  /** It came too fast, and wasn't carried out: the same, and it is sent again. */
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

export interface Clock {
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Decides when a request is sent: so many at once, so far apart, and none while the service wants a pause. One
 * refusal makes all of them wait, not each by itself.
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

/** Room for the inexactness of clocks: no minute has more requests than are allowed in one. */
const margin = 1.01;

/** So much lateness is made up for, in milliseconds: under a limit for the minute less than the room in one. */
const catchUp = { minute: 500, found: 50 };

interface Waiting {
  start(): void;
  fail(cause: unknown): void;
}

export function createPacer(options: PaceOptions, clock: Clock): Pacer {
  const { maxConcurrency, maxRequestsPerMinute, patience, signal } = options;
  const leastDistance = maxRequestsPerMinute === undefined ? 0 : (margin * 60_000) / maxRequestsPerMinute;
  const lateness = maxRequestsPerMinute === undefined ? catchUp.found : catchUp.minute;
  const rate = new Rate();
  const waiting: Waiting[] = [];
  let isStarting = false;
  let underWay = 0;
  let atOnce = maxConcurrency;
  let goodInARow = 0;
  let refusalsInARow = 0;
  /** How many were sent in all, and how many before the last time that the service was too slow or refused. */
  let sent = 0;
  let sentBefore = 0;
  /** When the next request may be sent at the earliest. */
  let next = 0;
  let pause: Promise<void> | undefined;

  async function startWaiting(): Promise<void> {
    if (isStarting) return;
    isStarting = true;
    try {
      while (waiting.length > 0 && underWay < atOnce) {
        if (pause) {
          await pause;
          next = Math.max(next, clock.now());
          continue;
        }
        const now = clock.now();
        // Counted from when it should have been: what is a little late doesn't make the whole run late.
        const at = Math.max(now - lateness, next);
        if (at > now) {
          await clock.sleep(at - now, signal);
          if (pause || underWay >= atOnce) continue;
        }
        next = at + Math.max(leastDistance, rate.distance(at));
        underWay += 1;
        waiting.shift()?.start();
      }
    } catch (cause) {
      for (const one of waiting.splice(0)) one.fail(cause);
    } finally {
      isStarting = false;
    }
  }

  /** @param isAgain it had its turn before, and comes before all that hadn't */
  const turn = (isAgain: boolean) =>
    new Promise<void>((start, fail) => {
      waiting[isAgain ? "unshift" : "push"]({ start, fail });
      void startWaiting();
    });

  function noteGood(serial: number): void {
    // What set out before the refusal was let through before it.
    if (serial <= sentBefore) return;
    refusalsInARow = 0;
    rate.letThrough(clock.now());
    goodInARow += 1;
    if (goodInARow < atOnce) return;
    goodInARow = 0;
    atOnce = Math.min(maxConcurrency, atOnce + 1);
  }

  function slowDown(serial: number, wait: number | undefined): void {
    // Those that were under way together are refused together: that is one refusal.
    if (serial <= sentBefore) return;
    sentBefore = sent;
    goodInARow = 0;
    atOnce = Math.max(1, Math.floor(atOnce / 2));
    if (wait === undefined) return;
    const mine = clock.sleep(wait, signal).finally(() => {
      if (pause === mine) pause = undefined;
    });
    mine.catch(() => undefined);
    pause = mine;
    options.onPause?.(wait);
  }

  /** How long to wait after a refusal, in milliseconds. */
  function waitAfter({ retryAfter }: Exclude<Verdict, { kind: "good" }>): number {
    const most = Math.min(options.maxDelay, options.baseDelay * 2 ** refusalsInARow);
    return retryAfter ?? most * clock.random();
  }

  return {
    async run(task, verdictOn) {
      let waited = 0;
      for (let isAgain = false; ; isAgain = true) {
        await turn(isAgain);
        sent += 1;
        const serial = sent;
        try {
          const result = await task();
          noteGood(serial);
          return result;
        } catch (error) {
          const verdict = verdictOn(error);
          if (verdict.kind === "good") {
            noteGood(serial);
            throw error;
          }
          if (verdict.kind === "strained") {
            slowDown(serial, verdict.retryAfter);
            throw error;
          }
          const wait = waitAfter(verdict);
          waited += wait;
          if (waited > patience) throw error;
          if (serial > sentBefore) {
            refusalsInARow += 1;
            rate.refused(clock.now(), wait);
          }
          slowDown(serial, wait);
        } finally {
          underWay -= 1;
          void startWaiting();
        }
      }
    },
  };
}
