import { Comm100Error } from "../core/errors";
import { whereToSet } from "../core/settings";
import { type LostReason, lostText } from "./lost-answer";

export interface RequestPlace {
  method: string;
  /** Path below the origin, with ids, without a query. */
  path: string;
}

export interface ApiErrorFacts extends RequestPlace {
  status: number;
  /** The status of HTTP, where that is none of an error and the body says otherwise. Default: `status`. */
  answered?: number | undefined;
  /** The service's own error number, such as 400000; undefined when the answer had none, and so is hardly its own. */
  code?: number | undefined;
  /** The service's own words; undefined when the answer had none. */
  detail?: string | undefined;
  /** The request's id at the service, when the answer named one. */
  requestId?: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  retryAfter?: number | undefined;
  /** What to do next. Default: what the API document says of the status. */
  advice?: string | undefined;
}

/** The service answered, and the answer is an error. */
export class ApiError extends Comm100Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: number | undefined;
  readonly detail: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  readonly #facts: ApiErrorFacts;

  constructor(facts: ApiErrorFacts) {
    super(messageOf(facts));
    this.#facts = facts;
    this.status = facts.status;
    this.code = facts.code;
    this.detail = facts.detail;
    this.method = facts.method;
    this.path = facts.path;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
  }

  /** @internal */
  get facts(): ApiErrorFacts {
    return this.#facts;
  }
}

function messageOf(facts: ApiErrorFacts): string {
  const { method, path, status, code, detail, requestId, advice = adviceFor(facts) } = facts;
  const { answered = status } = facts;
  const said = [code === undefined ? "" : ` (code ${code})`, detail ? `: ${detail}` : ""].join("");
  const trace = requestId === undefined ? "" : ` [request ${requestId}]`;
  return `${method} ${path} answered ${answered}${answered < 400 ? " with an error in its body" : ""}${said}${trace}${advice && `. ${advice}`}`;
}

/** Each error of the API has a number (docs/api-notes.md#errors). */
const notTheApi =
  "That is not how the API says that something isn't there. Is comm100:baseUrl the API's origin, and no proxy in between?";

/** What to do next, by what the API document says of the status (docs/api-notes.md#statuses). */
function adviceFor({ status, code }: ApiErrorFacts): string {
  if (status === 404 && code === undefined) return notTheApi;
  return (
    {
      401: `Check ${whereToSet("email", "apiKey")}.`,
      403: "The agent lacks the permission for this object, or the site's daily limit of requests is used up.",
      429: `The service asked to slow down for longer than is waited. Set ${whereToSet("maxRequestsPerMinute")} to what it allows, or try again later.`,
    }[status] ?? (status >= 500 ? "The service failed, not the request: try again later." : "")
  );
}

/**
 * Whether the API says that the object isn't there. A 404 without the API's own number is another server's or a
 * proxy's (docs/api-notes.md#errors): to believe it would take every object for deleted.
 */
export const isNotFound = (error: unknown) =>
  error instanceof ApiError && error.status === 404 && error.code !== undefined;

/**
 * There is no answer. Only for the reasons `unreachable` and `unusable` is it certain that the request was not carried
 * out; for any other it may have been.
 */
export class NoAnswerError extends Comm100Error {
  override name = "NoAnswerError";
  readonly reason: LostReason;
  readonly method: string;
  readonly path: string;

  constructor(place: RequestPlace, reason: LostReason, origin: string, options: { cause: unknown }) {
    super(`${place.method} ${place.path}: ${lostText(reason, origin, options.cause)}`, options);
    this.reason = reason;
    this.method = place.method;
    this.path = place.path;
  }
}

/** The service answered with something that the API document rules out. */
export class UnexpectedAnswerError extends Comm100Error {
  override name = "UnexpectedAnswerError";
  readonly method: string;
  readonly path: string;

  constructor(place: RequestPlace, what: string) {
    super(`${place.method} ${place.path} answered something unexpected: ${what}`);
    this.method = place.method;
    this.path = place.path;
  }
}
