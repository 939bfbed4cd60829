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
      // Whether what came too fast is given up is the pacer's to say.
      throw isTooFast(error) ? error : end.errorOf(outgoing.endpoint, error);
    }
  };
}

/** Takes the refusal of a request that came too fast and was given up for the end of the run. */
export function endingWithRefusals(end: RunEnd, send: Send): Send {
  return (outgoing) =>
    send(outgoing).catch((error: unknown) => {
      throw isTooFast(error) ? end.errorOf(outgoing.endpoint, error) : error;
    });
}
