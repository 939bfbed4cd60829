import type { Authorization } from "../authorization";
import { ApiError } from "../errors";
import type { Send } from "./step";

/**
 * Adds the credentials, and sends once more where they were refused and others can be had. The header is asked for at
 * the last moment: a token may end while its request waits for its turn.
 */
export function authorized(authorization: Authorization, send: Send): Send {
  return async (outgoing) => {
    const sendWith = (header: string) =>
      send({ ...outgoing, headers: { ...outgoing.headers, authorization: header } });
    const header = await authorization.header();
    try {
      return await sendWith(header);
    } catch (error) {
      const isRefused = error instanceof ApiError && error.status === 401;
      if (!isRefused || !authorization.refused(header)) throw error;
      return sendWith(await authorization.header());
    }
  };
}
