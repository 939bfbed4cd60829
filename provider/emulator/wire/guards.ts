import { randomUUID } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { isSameWord } from "../rules/letter-case";
import { ApiFailure, type Environment } from "./answers";
import { isThisMachine } from "./loopback";

type Guard = MiddlewareHandler<Environment>;

/** Largest body that is read, in bytes. */
const mostBytes = 1024 * 1024;

/** Documented nowhere: ours, so that error messages can name a request. */
export const requestId: Guard = async (context, next) => {
  await next();
  context.header("x-request-id", randomUUID());
};

export const smallBody: Guard = async (context, next) => {
  // Node holds a body to its Content-Length. One that comes in chunks is counted while it comes.
  if (context.req.header("transfer-encoding") !== undefined) await readCounted(context);
  if (Number(context.req.header("content-length") ?? 0) > mostBytes) throw tooLarge(context);
  await next();
};

function tooLarge(context: Context): ApiFailure {
  // The rest of the body isn't read: nobody can send a further request behind it.
  context.header("Connection", "close");
  return new ApiFailure(413, `The body is larger than ${mostBytes} bytes.`);
}

/** Reads the body for the handlers: Hono's own limit needs global objects that the server leaves alone. */
async function readCounted(context: Context): Promise<void> {
  const { req } = context;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge(context);
    chunks.push(chunk);
  }
  // Where Hono keeps what it has read, as promises.
  Object.assign(req.bodyCache, { text: Promise.resolve(Buffer.concat(chunks).toString()) });
}

/**
 * A web page can reach a server on this machine under a name of its own, by which a browser takes the two for one site:
 * what comes in on this machine's own address has to be meant for it.
 *
 * @param names by which the server is called besides those of this machine
 */
export function noForeignPage(names: readonly string[]): Guard {
  const isMeant = (host: string) => isThisMachine(host) || names.some((name) => isSameWord(name, host));
  return async (context, next) => {
    const { host = "", origin = "" } = context.req.header();
    if (isOwnAddress(context.env.incoming.socket.localAddress)) {
      if (!isMeant(hostIn(`http://${host}`))) throw foreign("Host", host);
      if (origin !== "" && !isMeant(hostIn(origin))) throw foreign("Origin", origin);
    }
    await next();
  };
}

const foreign = (header: string, value: string) =>
  new ApiFailure(
    403,
    `The header ${header} is ${JSON.stringify(value)}, and this server is called localhost, 127.0.0.1 or [::1]. Use one of these in the address, or start the emulator with the other name as --name.`,
  );

/** Without a port; an IPv6 address without its brackets. */
function hostIn(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname.replace(/^\[(.*)\]$/, "$1") : "";
}

const isOwnAddress = (address = "") => isThisMachine(address.replace(/^::ffff:/, ""));

/** They need no credentials, so neither the network nor a web page in a browser may use them. */
export const loopbackOnly: Guard = async (context, next) => {
  if (
    !isOwnAddress(context.env.incoming.socket.remoteAddress) ||
    context.req.header("origin") !== undefined
  ) {
    throw new ApiFailure(404, "Control endpoints are for programs on this machine only.");
  }
  await next();
};

/** No endpoint of the API has these methods (docs/api-notes.md#methods). Hono would answer HEAD as GET. */
export const without =
  (method: "HEAD" | "TRACE"): Guard =>
  async (context, next) => {
    if (context.req.method === method) {
      context.header("Allow", "GET, POST, PUT, DELETE");
      throw new ApiFailure(405, `The API has no ${method}.`);
    }
    await next();
  };
