import { randomUUID } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ApiFailure, type Environment, fail } from "./answers";
import { isThisMachine } from "./loopback";

type Guard = MiddlewareHandler<Environment>;

/** Largest body that is read, in bytes. */
const mostBytes = 1024 * 1024;

/** Documented nowhere: ours, so that error messages can name a request. */
export const requestId: Guard = async (context, next) => {
  await next();
  context.header("x-request-id", randomUUID());
};

export const smallBody: Guard = (context, next) => {
  // Node holds a body to its Content-Length. Counting a body of unknown length costs far more, so only there.
  if (context.req.header("transfer-encoding") !== undefined) return counted(context, next);
  if (Number(context.req.header("content-length") ?? 0) > mostBytes)
    return Promise.resolve(tooLarge(context));
  return next();
};

const tooLarge = (context: Context) =>
  fail(context, new ApiFailure(413, `The body is larger than ${mostBytes} bytes.`));

const counted = bodyLimit({ maxSize: mostBytes, onError: tooLarge });

/** They need no credentials, so neither the network nor a web page in a browser may use them. */
export const loopbackOnly: Guard = async (context, next) => {
  const address = context.env.incoming.socket.remoteAddress ?? "";
  const isHere = isThisMachine(address.replace(/^::ffff:/, ""));
  if (!isHere || context.req.header("origin") !== undefined) {
    throw new ApiFailure(404, "Control endpoints are for programs on this machine only.");
  }
  await next();
};

/** No endpoint of the API has HEAD (docs/api-notes.md#methods). Hono would answer as for GET. */
export const noHead: Guard = async (context, next) => {
  if (context.req.method === "HEAD") throw new ApiFailure(405, "The API has no HEAD.");
  await next();
};
