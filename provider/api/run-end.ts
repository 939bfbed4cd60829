import { Comm100Error } from "../core/errors";
import { ApiError } from "./errors";

/** An answer that every further request would get, too. */
export class EndingError extends ApiError {
  override name = "EndingError";
  /** The cause in a few words. */
  readonly brief: string;

  constructor(error: ApiError, { brief, advice }: End) {
    super({ ...error.facts, advice });
    this.brief = brief;
  }
}

/** The request wasn't sent, because another one got an answer that ends the run. */
export class NotSentError extends Comm100Error {
  override name = "NotSentError";

  /** The message is short: a person sees it for every request that was about to be sent, beside the one whole story. */
  constructor({ brief }: { brief: string }) {
    super(`not carried out: ${brief} (see the other error).`);
  }
}

export interface End {
  brief: string;
  advice: string;
}

/** Whether an answer ends the run, and what to say then; undefined when other requests may fare better. */
export type EndOf = (error: ApiError, wasAllowed: boolean) => End | undefined;

/**
 * Lets one request fail with the whole story. After it nothing is sent any more, so that a run of thousands of
 * objects ends at once, with one error and not one for each.
 */
export interface RunEnd {
  /** @throws NotSentError when it has come to an end */
  check(): void;
  /** Remembers that the service allowed the endpoint: a later 403 is then more likely a limit than a permission. */
  noteAllowed(endpoint: string): void;
  /** The error to throw in place of the one that a request got. */
  errorOf(endpoint: string, error: unknown): unknown;
}

/** @param endsRun false for a client that lives on: tomorrow there is another limit */
export function createRunEnd(endOf: EndOf, endsRun: boolean): RunEnd {
  const allowed = new Set<string>();
  let ended: EndingError | undefined;
  return {
    check() {
      if (ended) throw new NotSentError(ended);
    },
    noteAllowed(endpoint) {
      allowed.add(endpoint);
    },
    errorOf(endpoint, error) {
      const end = error instanceof ApiError && endOf(error, allowed.has(endpoint));
      if (!end) return error;
      if (ended) return new NotSentError(ended);
      const ending = new EndingError(error, end);
      if (endsRun) ended = ending;
      return ending;
    },
  };
}
