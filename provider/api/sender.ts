import { authorize } from "./authorization";
import { type Answer, type OutgoingRequest, openConnection } from "./connection";
import { ApiError, NoAnswerError } from "./errors";
import type { CheckedOptions, ClientEnvironment } from "./options";
import { delayAfterFailure, mayHaveLanded } from "./retry";

export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the origin, encoded. */
  path: string;
  /** With its question mark; empty without parameters. */
  query?: string;
  body?: unknown;
}

/** Sends requests with credentials, and repeats those that may be repeated. */
export interface Sender {
  /**
   * GET, PUT and DELETE have the same effect once or twice, so they are repeated after a passing failure.
   * POST never is: its caller has to find out first whether it was carried out.
   *
   * @throws ApiError, NoAnswerError, UnexpectedAnswerError
   */
  send(request: ApiRequest): Promise<Answer>;
  /** Asks the token endpoint: repeated like a GET, as it changes nothing. */
  requestToken(form: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export function createSender(options: CheckedOptions, environment: ClientEnvironment): Sender {
  const connection = openConnection(options);
  const authorization = authorize(options, requestToken, environment);

  function requestToken(form: Record<string, string>): Promise<Answer> {
    return repeated({
      method: "POST",
      path: options.tokenUrl.pathname,
      url: options.tokenUrl,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
  }

  async function repeated(outgoing: OutgoingRequest): Promise<Answer> {
    let mayBeDone = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await connection.exchange(outgoing);
      } catch (error) {
        if (mayBeDone && isGone(outgoing, error)) return { status: 204, body: undefined };
        mayBeDone ||= mayHaveLanded(error);
        const delay = delayAfterFailure(options.retryPolicy, attempt, error, environment.random());
        if (delay === undefined) throw error;
        await pause(delay, outgoing);
      }
    }
  }

  async function pause(delay: number, outgoing: OutgoingRequest): Promise<void> {
    await environment.sleep(delay, options.signal).catch((cause: unknown) => {
      throw new NoAnswerError(outgoing, "cancelled", outgoing.url.origin, { cause });
    });
  }

  async function authorized(request: ApiRequest, header: string): Promise<Answer> {
    const outgoing: OutgoingRequest = {
      method: request.method,
      path: request.path,
      url: new URL(`${request.path}${request.query ?? ""}`, options.origin),
      headers: { authorization: header, "user-agent": "pulumi-comm100" },
    };
    if (request.body !== undefined) {
      outgoing.body = JSON.stringify(request.body);
      outgoing.headers["content-type"] = "application/json";
    }
    return request.method === "POST" ? connection.exchange(outgoing) : repeated(outgoing);
  }

  return {
    async send(request) {
      const header = await authorization.header();
      try {
        return await authorized(request, header);
      } catch (error) {
        const another = error instanceof ApiError && error.status === 401 && authorization.refused(header);
        if (!another) throw error;
        return authorized(request, await authorization.header());
      }
    },
    requestToken,
    close: () => connection.close(),
  };
}

/** What a repeated deletion finds when the first one was carried out and only its answer was lost. */
const isGone = (outgoing: OutgoingRequest, error: unknown) =>
  outgoing.method === "DELETE" && error instanceof ApiError && error.status === 404;
