export interface Clock {
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface TurnLimits {
  /** undefined: as many as the service lets through. */
  maxRequestsPerMinute: number | undefined;
  /** How many requests may be under way at once now. */
  atOnce(): number;
  /** How long after a request at this time the next one may be sent, in milliseconds. */
  distance(time: number): number;
  signal: AbortSignal | undefined;
}

/** No minute has more requests than are allowed in one, even where clocks are inexact by a hundredth. */
const margin = 1.01;

/**
 * A request that was sent late is followed sooner, so that lateness doesn't add up. At most this much is caught up, in
 * milliseconds: with a limit for the minute, and with a measured rate.
 */
const catchUp = { limited: 500, measured: 50 };

interface Waiting {
  start(): void;
  fail(cause: unknown): void;
}

/** Requests that wait for their turn: so many at once, so far apart, and none during a pause. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;
  #isStarting = false;
  /** When the next request may be sent at the earliest. */
  #next = 0;
  #pause: Promise<void> | undefined;

  constructor(limits: TurnLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * @param isAgain the request had its turn before, and comes before all that hadn't
   * @throws what `sleep` throws when the signal ends it
   */
  take(isAgain: boolean): Promise<void> {
    return new Promise<void>((start, fail) => {
      this.#waiting[isAgain ? "unshift" : "push"]({ start, fail });
      void this.#startWaiting();
    });
  }

  /** The request that had its turn has ended. */
  end(): void {
    this.#underWay -= 1;
    void this.#startWaiting();
  }

  /** No request is sent for so many milliseconds. A later pause takes the place of an earlier one. */
  pauseFor(milliseconds: number): void {
    const pause = this.#clock.sleep(milliseconds, this.#limits.signal).finally(() => {
      if (this.#pause === pause) this.#pause = undefined;
    });
    pause.catch(() => undefined);
    this.#pause = pause;
  }

  async #startWaiting(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    try {
      while (this.#waiting.length > 0 && this.#hasRoom()) await this.#startNext();
    } catch (cause) {
      for (const request of this.#waiting.splice(0)) request.fail(cause);
    } finally {
      this.#isStarting = false;
    }
  }

  #hasRoom(): boolean {
    return this.#underWay < this.#limits.atOnce();
  }

  /** Starts the next request when its time comes; starts none where a pause or a lack of room comes first. */
  async #startNext(): Promise<void> {
    if (this.#pause) {
      await this.#pause;
      this.#next = Math.max(this.#next, this.#clock.now());
      return;
    }
    const now = this.#clock.now();
    const { maxRequestsPerMinute, signal } = this.#limits;
    const isLimited = maxRequestsPerMinute !== undefined;
    const time = Math.max(now - (isLimited ? catchUp.limited : catchUp.measured), this.#next);
    if (time > now) {
      await this.#clock.sleep(time - now, signal);
      if (this.#pause || !this.#hasRoom()) return;
    }
    const leastDistance = isLimited ? (margin * 60_000) / maxRequestsPerMinute : 0;
    this.#next = time + Math.max(leastDistance, this.#limits.distance(time));
    this.#underWay += 1;
    this.#waiting.shift()?.start();
  }
}
