import { type Authorization, authorize } from "./authorization";
import type { CheckedOptions } from "./checked-options";
import { type Answer, type OutgoingRequest, openConnection, type RawAnswer } from "./connection";
import { finalAnswers, patience } from "./final-answers";
import type { ClientEnvironment } from "./options";
import { createPacer } from "./pacing/pacer";
import { createRunEnd } from "./run-end";
import { authorized } from "./steps/authorized";
import { paced } from "./steps/paced";
import { repeated } from "./steps/repeated";
import type { Outgoing } from "./steps/step";
import { endingWithRefusals, untilEnd } from "./steps/until-end";

export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the origin, encoded. */
  path: string;
  /** The path with its parameters' names in place of their values. */
  endpoint: string;
  /** With its question mark; empty without parameters. */
  query?: string;
  body?: unknown;
  /** As that of an `OutgoingRequest`. */
  onAnswer?: (answer: RawAnswer) => void;
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

/** @param endsRun nothing more is sent after an answer that every further request would get, too */
export function createSender(
  options: CheckedOptions,
  environment: ClientEnvironment,
  endsRun: boolean,
): Sender {
  const { exchange, close } = openConnection(options);
  // Tokens don't wait for a turn: another service issues them, and all requests that have a turn may need one.
  const sendForToken = repeated<OutgoingRequest>(options, environment, exchange);
  const requestToken = (form: Record<string, string>) => sendForToken(tokenRequest(options.tokenUrl, form));
  const authorization: Authorization = authorize(options, requestToken, environment);
  const end = createRunEnd(finalAnswers(options.tokenUrl.pathname, authorization.advice), endsRun);

  // From the service outwards, each made of the one before.
  const withCredentials = authorized(authorization, exchange);
  const whileRunning = untilEnd(end, withCredentials);
  const inTurn = paced(createPacer(paceOptions(options), environment), whileRunning);
  const once = endingWithRefusals(end, inTurn);
  const repeatedly = endingWithRefusals(end, repeated(options, environment, inTurn));

  return {
    send(request) {
      const outgoing = outgoingOf(request, options.origin);
      return request.method === "POST" ? once(outgoing) : repeatedly(outgoing);
    },
    requestToken,
    close,
  };
}

/** A pause that is worth telling, in milliseconds. */
const longPause = 5000;

const paceOptions = (options: CheckedOptions) => ({
  ...options.retryPolicy,
  maxConcurrency: options.maxConcurrency,
  maxRequestsPerMinute: options.maxRequestsPerMinute,
  patience,
  signal: options.signal,
  onPause(milliseconds: number) {
    if (milliseconds < longPause) return;
    options.onNotice(`the service asks to slow down; going on in ${Math.ceil(milliseconds / 1000)} s.`);
  },
});

function outgoingOf(request: ApiRequest, origin: string): Outgoing {
  const { method, path, endpoint, query = "", body, onAnswer } = request;
  const headers: Record<string, string> = { "user-agent": "pulumi-comm100" };
  const url = new URL(`${path}${query}`, origin);
  const told = onAnswer && { onAnswer };
  const outgoing = { method, path, endpoint: `${method} ${endpoint}`, url, headers, ...told };
  if (body === undefined) return outgoing;
  headers["content-type"] = "application/json";
  return { ...outgoing, body: JSON.stringify(body) };
}

const tokenRequest = (url: URL, form: Record<string, string>): OutgoingRequest => ({
  method: "POST",
  path: url.pathname,
  url,
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(form).toString(),
});
