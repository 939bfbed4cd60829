/** What is kept of the rate at which the service refused. */
const kept = 0.98;
/** How long it takes to double a rate: one measured over many requests, or over a few. In milliseconds. */
const doubling = { measured: 60_000, guessed: 2_000 };
/** So few requests say little about a rate: nearly all the time they took was the pause. */
const few = 10;
/** Limits are for a second at least. In milliseconds. */
const moment = 1000;
/** Timers aren't more exact than this, so shorter distances aren't kept. In milliseconds. */
const shortest = 4;

/**
 * Finds out how many requests the service lets through, from what it lets through and when it refuses. A pure
 * calculation: whoever uses it says what time it is. Nothing is held back before the service has refused twice.
 */
export class Rate {
  /** About as many as go through, per millisecond. */
  #about: number | undefined;
  #doubling: number = doubling.measured;
  /** When the first of the last refusals was, and the pause after the last one over. */
  #refusedAt: number | undefined;
  #resumedAt = 0;
  #letThrough = 0;
  /** When those of the last moment went through. */
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
    // The pause was too short: that says nothing about the rate.
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

  /** It grows slowly at first, as it is about right, and then ever faster, as it may be far too low. */
  #current(now: number): number | undefined {
    if (this.#about === undefined) return undefined;
    const elapsed = Math.max(0, now - this.#resumedAt);
    return kept * this.#about * (1 + (elapsed / this.#doubling) ** 5);
  }

  #forget(now: number): void {
    while ((this.#recent[0] ?? now) <= now - moment) this.#recent.shift();
  }
}
