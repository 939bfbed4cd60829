import type { CheckedOptions } from "../checked-options";
import type { Answer, OutgoingRequest } from "../connection";
import { isNotFound, NoAnswerError } from "../errors";
import type { ClientEnvironment } from "../options";
import { delayAfterFailure, mayHaveLanded, noteEarlierDoubt } from "../retry-rules";
import type { Send } from "./step";

/** Sends again after a passing failure: for requests that have the same effect once or twice. */
export function repeated<Request extends OutgoingRequest>(
  { retryPolicy, signal }: CheckedOptions,
  environment: ClientEnvironment,
  send: Send<Request>,
): Send<Request> {
  return async (outgoing) => {
    let mayBeDone = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(outgoing);
      } catch (error) {
        if (mayBeDone && isGone(outgoing, error)) return deleted;
        if (mayBeDone) noteEarlierDoubt(error);
        mayBeDone ||= mayHaveLanded(error);
        const delay = delayAfterFailure(retryPolicy, attempt, error, environment.random());
        if (delay === undefined) throw error;
        await environment.sleep(delay, signal).catch((cause: unknown) => {
          throw new NoAnswerError(outgoing, "cancelled", outgoing.url.origin, { cause });
        });
      }
    }
  };
}

/** What a repeated deletion finds when the first one was carried out and only its answer was lost. */
const isGone = (outgoing: OutgoingRequest, error: unknown) =>
  outgoing.method === "DELETE" && isNotFound(error);

const deleted: Answer = { status: 204, body: undefined };
