import type { MiddlewareHandler } from "hono";
import { getPath } from "hono/utils/url";
import type { Environment } from "../wire/answers";

/** A request as the log has it: no header, no query and no body, as they hold credentials. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** null while it isn't answered yet, and when the connection was cut instead. */
  status: number | null;
  /** When it came in, as ISO 8601. */
  at: string;
}

/** A server that runs for weeks forgets the oldest. */
const mostRequests = 100_000;

/** The requests since the start or the last reset, in the order in which they came in. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  /** The last `mostRequests` at least. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  add(request: LoggedRequest): void {
    if (this.#requests.length >= 2 * mostRequests) this.#requests = this.#requests.slice(-mostRequests);
    this.#requests.push(request);
  }

  clear(): void {
    this.#requests = [];
  }
}

export function logged(log: RequestLog): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const { method, raw } = context.req;
    const entry: LoggedRequest = { method, path: getPath(raw), status: null, at: new Date().toISOString() };
    log.add(entry);
    await next();
    if (!context.get("isCut")) entry.status = context.res.status;
  };
}
