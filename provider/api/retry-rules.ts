import { ApiError, NoAnswerError, UnexpectedAnswerError } from "./errors";
import type { LostReason } from "./lost-answer";

export interface RetryPolicy {
  /** How often a request is repeated at most, after the first try. */
  maxRetries: number;
  /** The first pause is at most this long; each further one at most twice the one before. In milliseconds. */
  baseDelay: number;
  /** No pause is longer, except when the service asks for it. In milliseconds. */
  maxDelay: number;
}

export const defaultRetryPolicy: RetryPolicy = { maxRetries: 5, baseDelay: 500, maxDelay: 30_000 };

/** Where the service asks for a longer pause than this, the request fails instead. In milliseconds. */
const longestObeyedDelay = 5 * 60_000;

/** Not 429: what came too fast waits for its turn and is sent again (pacing/). */
const transientStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

const passingReasons: ReadonlySet<LostReason> = new Set<LostReason>(["unreachable", "cut", "timeout"]);
const sentReasons: ReadonlySet<LostReason> = new Set<LostReason>(["cut", "timeout", "cancelled"]);

/** Whether the same request may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ApiError) return transientStatuses.has(error.status);
  return error instanceof NoAnswerError && passingReasons.has(error.reason);
}

/**
 * Whether a request that failed like this may have been carried out all the same. A 4xx is an answer from
 * before the request was handled, and a connection that was never made carried nothing.
 */
export function mayHaveLanded(error: unknown): boolean {
  if (afterDoubt.has(error as Error)) return true;
  // An answer of 2xx that holds an error which isn't of the API's numbers says nothing.
  if (error instanceof ApiError) return error.status >= 500 || error.status < 400;
  return (
    error instanceof UnexpectedAnswerError ||
    (error instanceof NoAnswerError && sentReasons.has(error.reason))
  );
}

const afterDoubt = new WeakSet<Error>();

/** The last one of several tries: an earlier one may have been carried out, whatever became of this one. */
export function noteEarlierDoubt(error: unknown): void {
  if (error instanceof Error) afterDoubt.add(error);
}

/**
 * How long to wait before the next try, in milliseconds; undefined to give up. Exponential with full jitter,
 * or what the service asked for.
 *
 * @param attempt how many tries there were
 * @param random a number from 0 to 1
 */
export function delayBeforeRetry(
  policy: RetryPolicy,
  attempt: number,
  retryAfter: number | undefined,
  random: number,
): number | undefined {
  if (attempt > policy.maxRetries) return undefined;
  if (retryAfter !== undefined) return retryAfter <= longestObeyedDelay ? retryAfter : undefined;
  return Math.min(policy.maxDelay, policy.baseDelay * 2 ** (attempt - 1)) * random;
}

/** As `delayBeforeRetry`, after an error; undefined also for an error that a repetition would get again. */
export function delayAfterFailure(
  policy: RetryPolicy,
  attempt: number,
  error: unknown,
  random: number,
): number | undefined {
  if (!isTransient(error)) return undefined;
  return delayBeforeRetry(policy, attempt, error instanceof ApiError ? error.retryAfter : undefined, random);
}

/** The pause that a Retry-After header asks for (seconds or a date), in milliseconds. */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
