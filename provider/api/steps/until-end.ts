import type { RunEnd } from "../run-end";
import { isTooFast } from "./paced";
import type { Send } from "./step";

/** Sends nothing any more after an answer that every further request would get, too. */
export function untilEnd(end: RunEnd, send: Send): Send {
  return async (outgoing) => {
    end.check();
    try {
      const answer = await send(outgoing);
      end.noteAllowed(outgoing.endpoint);
      return answer;
    } catch (error) {
      // The pacer decides whether a request that came too fast is given up.
      throw isTooFast(error) ? error : end.errorOf(outgoing.endpoint, error);
    }
  };
}

/** Ends the run where a request that came too fast was given up. */
export function endingWithRefusals(end: RunEnd, send: Send): Send {
  return (outgoing) =>
    send(outgoing).catch((error: unknown) => {
      throw isTooFast(error) ? end.errorOf(outgoing.endpoint, error) : error;
    });
}
