import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { ApiFailure, type Environment } from "../wire/answers";

export const limitsSchema = z.strictObject({
  /** At most so many requests in any so many seconds; more are answered with 429. */
  rate: z
    .strictObject({
      requests: z.int().min(1),
      seconds: z.number().positive(),
      /** Whether the answer says in whole seconds when to come again. */
      retryAfter: z.boolean().default(true),
    })
    .optional(),
  /** So many requests are answered from now on; then 403, until the limits are set or removed. */
  daily: z.int().min(0).optional(),
});

export type LimitValues = z.output<typeof limitsSchema>;

/**
 * How many requests are answered. The API document knows 403 for who has passed the daily limit, and neither its
 * code nor 429; that a service says 429 for too many at once is what everybody expects.
 */
export class Limits {
  #values: LimitValues = {};
  #answered = 0;
  /** When those within the last window came in, in milliseconds. */
  #recent: number[] = [];

  set(values: LimitValues): void {
    this.#values = values;
    this.#answered = 0;
    this.#recent = [];
  }

  /** Counts a request; the refusal when it is one too many. */
  refusal(now: number): { failure: ApiFailure; retryAfter?: number } | undefined {
    const { rate, daily } = this.#values;
    if (daily !== undefined && this.#answered >= daily) {
      return { failure: new ApiFailure(403, "The daily limit of requests is used up.", 2) };
    }
    if (rate) {
      const window = rate.seconds * 1000;
      while ((this.#recent[0] ?? now) <= now - window) this.#recent.shift();
      if (this.#recent.length >= rate.requests) {
        const wait = (this.#recent[0] ?? now) + window - now;
        const failure = new ApiFailure(429, "Too many requests.");
        return { failure, ...(rate.retryAfter && { retryAfter: Math.ceil(wait / 1000) }) };
      }
      this.#recent.push(now);
    }
    this.#answered += 1;
    return undefined;
  }
}

export function limited(limits: Limits): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const refusal = limits.refusal(performance.now());
    if (!refusal) return next();
    if (refusal.retryAfter !== undefined) context.header("Retry-After", String(refusal.retryAfter));
    throw refusal.failure;
  };
}
