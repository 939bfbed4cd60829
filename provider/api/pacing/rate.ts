/** Requests are sent at this part of the rate at which the service refused, to stay below its limit. */
const kept = 0.98;
/** How long after a pause a rate has doubled: one measured over many requests, or one guessed. In milliseconds. */
const doubling = { measured: 60_000, guessed: 2_000 };
/** Fewer requests than these say little about a rate: nearly all the time they took was the pause. */
const few = 10;
/** The service's limits are for a second at least, so the busiest second counts as well. In milliseconds. */
const moment = 1000;
/** Timers aren't more exact than this, so shorter distances aren't kept. In milliseconds. */
const shortest = 4;

/**
 * Finds out how many requests the service lets through, from what it lets through and when it refuses. A pure
 * calculation: the caller says what time it is. No request is held back before the service has refused twice.
 */
export class Rate {
  /** About how many requests go through, per millisecond; undefined before the second refusal. */
  #about: number | undefined;
  #doubling: number = doubling.measured;
  /** When the service last refused after it had let requests through. */
  #refusedAt: number | undefined;
  /** When the pause after the last refusal ends. */
  #resumedAt = 0;
  #letThrough = 0;
  /** When each request of the last second went through. */
  #recent: number[] = [];

  /** How far apart requests are to be sent, in milliseconds. */
  distance(now: number): number {
    const rate = this.#current(now);
    const distance = rate === undefined ? 0 : 1 / rate;
    return distance < shortest ? 0 : distance;
  }

  letThrough(now: number): void {
    this.#letThrough += 1;
    this.#recent.push(now);
    this.#forget(now);
  }

  /** @param pause how long nothing will be sent, in milliseconds */
  refused(now: number, pause: number): void {
    const current = this.#current(now);
    this.#resumedAt = now + pause;
    // Nothing went through since the last refusal: the pause was too short, which says nothing about the rate.
    if (this.#refusedAt !== undefined && this.#letThrough === 0) return;
    if (this.#refusedAt !== undefined) {
      this.#forget(now);
      const average = this.#letThrough / Math.max(1, now - this.#refusedAt);
      const measured = Math.max(average, this.#recent.length / moment);
      const isTooMuch = current !== undefined && current < 2 * measured;
      this.#about = Math.min(current ?? measured, measured);
      this.#doubling = doubling[this.#letThrough < few && !isTooMuch ? "guessed" : "measured"];
    }
    this.#refusedAt = now;
    this.#letThrough = 0;
  }

  /** The rate grows slowly at first, as it is about right, and then ever faster, as it may be far too low. */
  #current(now: number): number | undefined {
    if (this.#about === undefined) return undefined;
    const elapsed = Math.max(0, now - this.#resumedAt);
    return kept * this.#about * (1 + (elapsed / this.#doubling) ** 5);
  }

  #forget(now: number): void {
    while ((this.#recent[0] ?? now) <= now - moment) this.#recent.shift();
  }
}
