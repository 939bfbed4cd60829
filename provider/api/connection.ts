import { Agent, request } from "undici";
import { Comm100Error } from "../core/errors";
import { ApiError, type LostReason, NoAnswerError, type RequestPlace, UnexpectedAnswerError } from "./errors";
import type { CheckedOptions } from "./options";
import { retryAfterOf } from "./retry";

export interface OutgoingRequest extends RequestPlace {
  url: URL;
  headers: Record<string, string>;
  body?: string | undefined;
}

export interface Answer {
  status: number;
  /** The parsed JSON body; undefined when there was none. */
  body: unknown;
}

/** A request that was sent, and what came back. */
export interface Exchange extends RequestPlace {
  /** undefined when there was no answer. */
  status: number | undefined;
  /** The service's time, as its answer has it in the header Date. */
  date: string | undefined;
}

/** One request, one answer: no credentials, no repetition. */
export interface Connection {
  /**
   * @throws ApiError for an answer from 400 on
   * @throws NoAnswerError when there is none
   * @throws UnexpectedAnswerError for an answer that isn't JSON
   * @throws Comm100Error for what would write, of a connection that only reads
   */
  exchange(outgoing: OutgoingRequest): Promise<Answer>;
  close(): Promise<void>;
}

/** No list of this API is near this size: more is an accident or an attack. In bytes. */
const largestBody = 64 * 1024 * 1024;

export function openConnection(
  options: Pick<
    CheckedOptions,
    "timeout" | "maxConcurrency" | "signal" | "readOnly" | "tokenUrl" | "onExchange"
  >,
): Connection {
  const agent = new Agent({
    connections: options.maxConcurrency,
    connect: { timeout: options.timeout },
    headersTimeout: options.timeout,
    bodyTimeout: options.timeout,
  });

  return {
    async exchange(outgoing) {
      const { url, method, headers, body } = outgoing;
      // Here and nowhere above, so that no mistake further up can write.
      if (options.readOnly && method !== "GET" && url.href !== options.tokenUrl.href) {
        throw new Comm100Error(`${method} ${outgoing.path} was not sent: this client only reads.`);
      }
      const exchanged: Exchange = { method, path: outgoing.path, status: undefined, date: undefined };
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: method as "GET",
          headers: { accept: "application/json", ...headers },
          body: body ?? null,
          signal: options.signal ?? null,
        });
        exchanged.status = answer.statusCode;
        exchanged.date = single(answer.headers.date);
        const text = await readText(answer.body, outgoing);
        return interpret(outgoing, answer.statusCode, answer.headers, text);
      } catch (error) {
        if (error instanceof ApiError || error instanceof UnexpectedAnswerError) throw error;
        const reason = options.signal?.aborted ? "cancelled" : reasonOf(error);
        throw new NoAnswerError(outgoing, reason, url.origin, { cause: error });
      } finally {
        options.onExchange?.(exchanged);
      }
    },
    close: () => agent.close(),
  };
}

async function readText(body: AsyncIterable<Buffer>, place: RequestPlace): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > largestBody) throw new UnexpectedAnswerError(place, `more than ${largestBody} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

type Headers = Record<string, string | string[] | undefined>;

function interpret(place: RequestPlace, status: number, headers: Headers, text: string): Answer {
  if (status >= 400) throw apiError(place, status, headers, text);
  if (status >= 300) {
    throw new UnexpectedAnswerError(
      place,
      `a redirect (${status}), which is not followed. Check comm100:baseUrl.`,
    );
  }
  return { status, body: parse(place, headers, text) };
}

function parse(place: RequestPlace, headers: Headers, text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const type = single(headers["content-type"]) ?? "no content type";
    throw new UnexpectedAnswerError(
      place,
      `a body that is no JSON (${type}). Is comm100:baseUrl the API's origin?`,
    );
  }
}

function apiError(place: RequestPlace, status: number, headers: Headers, text: string): ApiError {
  const { code, message } = errorBody(text);
  return new ApiError({
    method: place.method,
    path: place.path,
    status,
    code: typeof code === "number" ? code : undefined,
    detail: typeof message === "string" ? message.slice(0, 500) : undefined,
    requestId: single(headers["x-request-id"]),
    retryAfter: retryAfterOf(single(headers["retry-after"]), Date.now()),
  });
}

/** The v3 documents say `{code, message}`; the vendor's guideline wraps the same in `error` (auth.error). */
function errorBody(text: string): { code?: unknown; message?: unknown } {
  try {
    const body = JSON.parse(text) as { error?: unknown } | null;
    const inner = body?.error ?? body;
    return typeof inner === "object" && inner !== null ? inner : {};
  } catch {
    return {};
  }
}

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

function reasonOf(error: unknown): LostReason {
  const { code } = error as { code?: unknown };
  return (
    (typeof code === "string" ? reasons[code] : undefined) ?? (isCertificateError(code) ? "unusable" : "cut")
  );
}

const reasons: Readonly<Record<string, LostReason>> = {
  ENOTFOUND: "unusable",
  EAI_AGAIN: "unreachable",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

const isCertificateError = (code: unknown) =>
  typeof code === "string" && /CERT|^ERR_TLS|SELF_SIGNED|^ERR_SSL/.test(code);
