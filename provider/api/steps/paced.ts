import { Comm100Error } from "../../core/errors";
import { ApiError, NoAnswerError } from "../errors";
import type { Pacer, Verdict } from "../pacing/pacer";
import type { Send } from "./step";

/** Waits for the request's turn, and sends it again when it came too fast. */
export function paced(pacer: Pacer, send: Send): Send {
  return async (outgoing) => {
    try {
      return await pacer.run(() => send(outgoing), verdictOn);
    } catch (error) {
      if (error instanceof Comm100Error) throw error;
      throw new NoAnswerError(outgoing, "cancelled", outgoing.url.origin, { cause: error });
    }
  };
}

export const isTooFast = (error: unknown) => error instanceof ApiError && error.status === 429;

function verdictOn(error: unknown): Verdict {
  if (error instanceof ApiError) {
    const { status, retryAfter } = error;
    if (status === 429) return { kind: "refused", retryAfter };
    return status === 503 ? { kind: "strained", retryAfter } : { kind: "good" };
  }
  return error instanceof NoAnswerError ? { kind: "strained", retryAfter: undefined } : { kind: "good" };
}
