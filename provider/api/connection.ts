import { errors, request } from "undici";
import { Comm100Error } from "../core/errors";
import { isObject } from "../core/paths";
import { openAgents } from "./agents";
import type { Exchange } from "./call-log";
import type { CheckedOptions } from "./checked-options";
import { ApiError, NoAnswerError, type RequestPlace, UnexpectedAnswerError } from "./errors";
import { lostReason } from "./lost-answer";
import type { ProxyServer } from "./proxy";
import { ProxyError } from "./proxy-error";
import { retryAfterOf } from "./retry-rules";
import { shown, withoutSent } from "./shown";

export interface OutgoingRequest extends RequestPlace {
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Told of each answer before anything is made of it, also of one that is an error or can't be read. */
  onAnswer?: (answer: RawAnswer) => void;
}

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  /** The header Content-Type. */
  type: string | undefined;
  content: Buffer;
}

export interface Answer {
  status: number;
  /** The parsed JSON body; undefined when there was none. */
  body: unknown;
  /** The header Location: where the object is that was made. */
  location?: string | undefined;
}

/** One request, one answer: no credentials, no repetition. */
export interface Connection {
  /**
   * @throws ApiError for an answer from 400 on
   * @throws NoAnswerError when there is none
   * @throws UnexpectedAnswerError for an answer that isn't JSON, or that HTTP or UTF-8 rule out
   * @throws Comm100Error for a request that would write, on a connection that only reads
   */
  exchange(outgoing: OutgoingRequest): Promise<Answer>;
  close(): Promise<void>;
}

const isItTheOrigin = "Is comm100:baseUrl the API's origin?";

/** No list of this API is near this size: more is an accident or an attack. In bytes. */
const largestBody = 64 * 1024 * 1024;

export function openConnection(
  options: Pick<
    CheckedOptions,
    "timeout" | "maxConcurrency" | "signal" | "readOnly" | "tokenUrl" | "onExchange"
  >,
): Connection {
  const agents = openAgents(options);

  return {
    async exchange(outgoing) {
      const { url, method, headers, body } = outgoing;
      // Checked where requests leave, so that no mistake in other code can write.
      if (options.readOnly && method !== "GET" && url.href !== options.tokenUrl.href) {
        throw new Comm100Error(`${method} ${outgoing.path} was not sent: this client only reads.`);
      }
      const exchanged: Exchange = { method, path: outgoing.path, status: undefined, date: undefined };
      const { dispatcher, proxy } = agents.to(url);
      try {
        const answer = await request(url, {
          dispatcher,
          headersTimeout: options.timeout,
          bodyTimeout: options.timeout,
          method: method as "GET",
          headers: { accept: "application/json", "accept-encoding": "identity", ...headers },
          body: body ?? null,
          signal: options.signal ?? null,
        });
        exchanged.status = answer.statusCode;
        exchanged.date = single(answer.headers.date);
        const content = await readBody(answer.body, outgoing, performance.now() + options.timeout);
        const type = single(answer.headers["content-type"]);
        outgoing.onAnswer?.({ status: answer.statusCode, type, content });
        return interpret(outgoing, answer.statusCode, answer.headers, content);
      } catch (error) {
        if (error instanceof Comm100Error) throw error;
        const refused = refusedAnswer(error);
        if (refused !== undefined) throw new UnexpectedAnswerError(outgoing, refused);
        const cause = byProxy(error, url, proxy);
        const reason = options.signal?.aborted ? "cancelled" : lostReason(cause);
        throw new NoAnswerError(outgoing, reason, url.origin, { cause });
      } finally {
        options.onExchange?.(exchanged);
      }
    },
    close: () => agents.close(),
  };
}

/** @param deadline for the whole body: a service that sends byte by byte never exceeds the time limit of a pause */
async function readBody(
  body: AsyncIterable<Buffer>,
  place: OutgoingRequest,
  deadline: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > largestBody) throw new UnexpectedAnswerError(place, `more than ${largestBody} bytes.`);
    if (performance.now() > deadline) {
      throw new NoAnswerError(place, "timeout", place.url.origin, { cause: undefined });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

type Headers = Record<string, string | string[] | undefined>;

function interpret(outgoing: OutgoingRequest, status: number, headers: Headers, body: Buffer): Answer {
  if (status >= 400) throw apiError(outgoing, status, headers, errorIn(parsedOrNothing(body)));
  if (status >= 300) {
    throw new UnexpectedAnswerError(
      outgoing,
      `a redirect (${status}), which is not followed${targetOf(headers)}. Check comm100:baseUrl.`,
    );
  }
  const parsed = parse(outgoing, headers, body);
  // A service that fails may say so in the body alone.
  const error = errorIn(parsed);
  if (typeof error.code === "number") throw apiError(outgoing, status, headers, error);
  return { status, body: parsed, location: single(headers.location) };
}

/** Without path and query, which may hold something secret. */
function targetOf(headers: Headers): string {
  const location = single(headers.location) ?? "";
  return URL.canParse(location) ? `, to ${shown(new URL(location).origin)}` : "";
}

function parse(place: RequestPlace, headers: Headers, body: Buffer): unknown {
  const encoding = single(headers["content-encoding"]) ?? "identity";
  if (encoding !== "identity") {
    throw new UnexpectedAnswerError(
      place,
      `a body in the encoding ${shown(encoding, 40)}, which was not asked for. Does a proxy compress it?`,
    );
  }
  const text = decoded(place, body);
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnexpectedAnswerError(place, noJson(single(headers["content-type"]), text));
  }
}

/** Replacing bytes that aren't UTF-8 would change the text, and the next update would write the change to the site. */
function decoded(place: RequestPlace, body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new UnexpectedAnswerError(place, `a body that is no UTF-8. ${isItTheOrigin}`);
  }
}

function noJson(type: string | undefined, text: string): string {
  if (/^\s*</.test(text)) {
    return "an HTML page and no JSON: the sign-in page of a proxy in between, a maintenance page, or another site. Is comm100:baseUrl the API's origin?";
  }
  if (/^\s*[[{]/.test(text)) {
    return `a body that is no JSON: cut off or broken, ${text.length} characters long. Run the command again.`;
  }
  return `a body that is no JSON (${type === undefined ? "no content type" : shown(type, 80)}). ${isItTheOrigin}`;
}

function apiError(
  outgoing: OutgoingRequest,
  answered: number,
  headers: Headers,
  { code, message }: ErrorBody,
): ApiError {
  return new ApiError({
    method: outgoing.method,
    path: outgoing.path,
    status: answered < 400 ? statusOf(code, answered) : answered,
    answered,
    code: typeof code === "number" ? code : undefined,
    detail: typeof message === "string" ? shown(withoutSent(message, outgoing), 500) : undefined,
    requestId: optional(single(headers["x-request-id"])),
    retryAfter: retryAfterOf(single(headers["retry-after"]), timeOf(headers)),
  });
}

/** The service's own time, by which it means a date in Retry-After: this machine's clock may be set wrongly. */
function timeOf(headers: Headers): number {
  const time = Date.parse(single(headers.date) ?? "");
  return Number.isNaN(time) ? Date.now() : time;
}

const optional = (header: string | undefined) => (header === undefined ? undefined : shown(header, 100));

interface ErrorBody {
  code?: unknown;
  message?: unknown;
  error_description?: unknown;
}

/** The documents have `{code, message}`; the guideline wraps the same in `error` (docs/api-notes.md#errors). */
function errorIn(body: unknown): ErrorBody {
  if (!isObject(body) || "id" in body) return {};
  if (isObject(body.error)) return body.error;
  return typeof body.error === "string" ? ofOAuth(body.error, body) : body;
}

/** OAuth's own form (RFC 6749, 5.2): `invalid_grant: The password is wrong.` */
const ofOAuth = (error: string, { error_description: description, ...body }: ErrorBody): ErrorBody => ({
  ...body,
  message: body.message ?? [error, ...(typeof description === "string" ? [description] : [])].join(": "),
});

/** An error's number looks like its status times 1000 and a number (docs/api-notes.md#errors). */
function statusOf(code: unknown, answered: number): number {
  const status = typeof code === "number" ? Math.floor(code / 1000) : answered;
  return status >= 400 && status < 600 ? status : answered;
}

function parsedOrNothing(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/**
 * The error as the proxy's where it comes from there. With https that is known already; with http the proxy is the only
 * one that is connected to, and undici throws this error for a 407.
 */
function byProxy(error: unknown, { protocol }: URL, proxy: ProxyServer | undefined): unknown {
  if (proxy === undefined || protocol !== "http:") return error;
  if (error instanceof errors.InvalidArgumentError) return new ProxyError(proxy, { status: 407 });
  return notConnected(error) ? new ProxyError(proxy, { cause: error }) : error;
}

const notConnected = (error: unknown) => ["unreachable", "unusable"].includes(lostReason(error));

/** Why an answer can't be read, where the server doesn't speak HTTP or floods: another request would fare no better. */
function refusedAnswer(error: unknown): string | undefined {
  if (error instanceof errors.HeadersOverflowError) return `more headers than are read. ${isItTheOrigin}`;
  const isOther = error instanceof errors.HTTPParserError && error.code !== "HPE_INVALID_EOF_STATE";
  return isOther ? `something that is no HTTP. ${isItTheOrigin}` : undefined;
}
