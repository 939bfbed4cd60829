import { Comm100Error } from "../core/errors";
import { authorize } from "./authorization";
import { type Answer, type OutgoingRequest, openConnection } from "./connection";
import { createEnding, type End } from "./ending";
import { ApiError, isNotFound, NoAnswerError } from "./errors";
import type { CheckedOptions, ClientEnvironment } from "./options";
import { createPacer, type Verdict } from "./pacing";
import { delayAfterFailure, mayHaveLanded } from "./retry";

export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the origin, encoded. */
  path: string;
  /** The path with its parameters' names in place of their values. */
  endpoint: string;
  /** With its question mark; empty without parameters. */
  query?: string;
  body?: unknown;
}

/** Sends requests with credentials at the service's pace, and repeats those that may be repeated. */
export interface Sender {
  /**
   * GET, PUT and DELETE have the same effect once or twice, so they are repeated after a passing failure.
   * POST never is: its caller has to find out first whether it was carried out. What the service refuses as
   * coming too fast waits and is sent again, whatever it is.
   *
   * @throws ApiError, NoAnswerError, UnexpectedAnswerError
   * @throws EndingError for an answer that all others would get, too; NotSentError after it
   */
  send(request: ApiRequest): Promise<Answer>;
  /** Asks the token endpoint: repeated like a GET, as it changes nothing. */
  requestToken(form: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** A request waits so long in all for a service that finds it too fast, in milliseconds. */
const patience = 10 * 60_000;

/** A pause that is worth telling, in milliseconds. */
const longPause = 5000;

/** @param endsRun nothing more is sent after an answer that every further request would get, too */
export function createSender(
  options: CheckedOptions,
  environment: ClientEnvironment,
  endsRun: boolean,
): Sender {
  const connection = openConnection(options);
  const authorization = authorize(options, requestToken, environment);
  const ending = createEnding(endOf, endsRun);
  const pacer = createPacer(
    {
      ...options.retryPolicy,
      maxConcurrency: options.maxConcurrency,
      maxRequestsPerMinute: options.maxRequestsPerMinute,
      patience,
      signal: options.signal,
      onPause(milliseconds) {
        if (milliseconds < longPause) return;
        options.onNotice(`the service asks to slow down; going on in ${Math.ceil(milliseconds / 1000)} s.`);
      },
    },
    environment,
  );

  /** Not at the pace of the API: another service answers, and all who have their turn may be waiting for it. */
  function requestToken(form: Record<string, string>): Promise<Answer> {
    const outgoing: OutgoingRequest = {
      method: "POST",
      path: options.tokenUrl.pathname,
      url: options.tokenUrl,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    };
    return repeated(outgoing, () => connection.exchange(outgoing));
  }

  /** A 403 is about what the agent may do, or about the day's limit: docs/api-notes.md#statuses. */
  function endOf({ status, detail = "", path }: ApiError, wasAllowed: boolean): End | undefined {
    const isSignIn = status === 401 || (status === 400 && path === options.tokenUrl.pathname);
    if (isSignIn)
      return { brief: "the credentials were refused", advice: `${authorization.advice} ${goesOn}` };
    if (status === 429) return tooFast;
    if (status !== 403) return undefined;
    if (saysLimit.test(detail)) return usedUp;
    return wasAllowed ? presumablyUsedUp : undefined;
  }

  /** One request, when its turn comes. */
  async function inTurn(outgoing: Outgoing): Promise<Answer> {
    try {
      return await pacer.run(() => noted(outgoing), verdictOn);
    } catch (error) {
      if (error instanceof Comm100Error) throw error;
      throw new NoAnswerError(outgoing, "cancelled", outgoing.url.origin, { cause: error });
    }
  }

  /** Whether the run has come to an end is known before the next one has its turn. */
  async function noted(outgoing: Outgoing): Promise<Answer> {
    ending.check();
    try {
      const answer = await signedIn(outgoing);
      ending.noteAllowed(outgoing.endpoint);
      return answer;
    } catch (error) {
      // Of what came too fast only the pacer knows whether it is given up.
      throw isTooFast(error) ? error : ending.errorOf(outgoing.endpoint, error);
    }
  }

  /** Asks for the credentials only now: a token may end while its request waits for its turn. */
  async function signedIn(outgoing: Outgoing): Promise<Answer> {
    const header = await authorization.header();
    const exchange = (authorization: string) =>
      connection.exchange({ ...outgoing, headers: { ...outgoing.headers, authorization } });
    try {
      return await exchange(header);
    } catch (error) {
      const another = error instanceof ApiError && error.status === 401 && authorization.refused(header);
      if (!another) throw error;
      return exchange(await authorization.header());
    }
  }

  async function repeated(outgoing: OutgoingRequest, task: () => Promise<Answer>): Promise<Answer> {
    let mayBeDone = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await task();
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

  function outgoingOf({ method, path, endpoint, query = "", body }: ApiRequest): Outgoing {
    const headers: Record<string, string> = { "user-agent": "pulumi-comm100" };
    const url = new URL(`${path}${query}`, options.origin);
    const outgoing = { method, path, endpoint: `${method} ${endpoint}`, url, headers };
    if (body === undefined) return outgoing;
    headers["content-type"] = "application/json";
    return { ...outgoing, body: JSON.stringify(body) };
  }

  return {
    async send(request) {
      const outgoing = outgoingOf(request);
      const send = () => inTurn(outgoing);
      try {
        return await (request.method === "POST" ? send() : repeated(outgoing, send));
      } catch (error) {
        throw isTooFast(error) ? ending.errorOf(outgoing.endpoint, error) : error;
      }
    },
    requestToken,
    close: () => connection.close(),
  };
}

/** A request to the API. */
interface Outgoing extends OutgoingRequest {
  /** With the method, and the names of the path's parameters in place of their values. */
  endpoint: string;
}

const isTooFast = (error: unknown) => error instanceof ApiError && error.status === 429;

function verdictOn(error: unknown): Verdict {
  if (error instanceof ApiError) {
    const { status, retryAfter } = error;
    if (status === 429) return { kind: "refused", retryAfter };
    return status === 503 ? { kind: "strained", retryAfter } : { kind: "good" };
  }
  return error instanceof NoAnswerError ? { kind: "strained", retryAfter: undefined } : { kind: "good" };
}

const saysLimit = /\b(limit|quota|too many)/i;
const goesOn = "Nothing more was sent; the next run goes on from here.";
const usedUp: End = {
  brief: "the daily limit of requests is used up",
  advice: `The site's daily limit of requests is used up. ${goesOn} Other versions of this API count from 00:00 UTC on.`,
};
const presumablyUsedUp: End = {
  brief: "the daily limit of requests is presumably used up",
  advice: `Presumably the site's daily limit of requests is used up, as the same was allowed a moment ago; else the agent lacks the permission for just this object. ${goesOn}`,
};
const tooFast: End = {
  brief: "the service asked to slow down for too long",
  advice: `The service asked to slow down for longer than ${patience / 60_000} minutes. Set comm100:maxRequestsPerMinute (or COMM100_MAX_REQUESTS_PER_MINUTE) to what it allows, or try again later. ${goesOn}`,
};

/** What a repeated deletion finds when the first one was carried out and only its answer was lost. */
const isGone = (outgoing: OutgoingRequest, error: unknown) =>
  outgoing.method === "DELETE" && isNotFound(error);
