import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { RuleError } from "../rules/values";

/** What the server's handlers share about a request. */
export interface Environment {
  Bindings: { incoming: IncomingMessage };
  Variables: {
    /** The connection was cut instead of an answer. */
    isCut?: boolean;
  };
}

/** An error answer in the API's form. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: number;

  /**
   * @param detail tells failures of one status apart: the one documented code looks like the status times 1000 plus
   * such a number (docs/api-notes.md#errors)
   */
  constructor(status: number, message: string, detail = 0) {
    super(message);
    this.status = status;
    this.code = status * 1000 + detail;
  }
}

export const jsonType = "application/json; charset=utf-8";

export function json(context: Context, body: unknown, status = 200): Response {
  return context.body(JSON.stringify(body), status as ContentfulStatusCode, { "content-type": jsonType });
}

/** The answer to an error, in the API's form. A broken rule is the client's mistake. */
export function fail(context: Context, error: Error): Response {
  const { status, code, message } = failureOf(error);
  return json(context, { code, message }, status);
}

function failureOf(error: Error): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof RuleError) return new ApiFailure(400, error.message);
  return new ApiFailure(500, `The emulator failed: ${error.message}`);
}

/**
 * The body of a request: JSON, or the form-encoded pairs that the draft's curls send (docs/api-notes.md#o85).
 *
 * @throws ApiFailure when it is neither
 */
export async function jsonBody(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (isForm(context) && !/^\s*[[{"]/.test(text)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiFailure(400, text === "" ? "The body is empty." : "The body is not valid JSON.", 1);
  }
}

/** Whether a request says that its body is form-encoded. */
export const isForm = (context: Context): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(context.req.header("content-type") ?? "");
