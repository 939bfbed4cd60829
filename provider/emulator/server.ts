import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono, type MiddlewareHandler, type Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Controlled, control, type LoggedRequest } from "./control";
import { ApiFailure } from "./failure";
import type { Fault } from "./faults";
import { routes } from "./routes";

type Environment = { Bindings: { incoming: IncomingMessage } };

/** Largest body that is read, in bytes. */
const bodyLimitBytes = 1024 * 1024;

/** The whole server: log, faults, credentials, endpoints. */
export function application(controlled: Controlled): Hono<Environment> {
  const app = new Hono<Environment>({ getPath: (request) => new URL(request.url).pathname.toLowerCase() });
  app.onError((error, context) => fail(context, error));
  app.notFound((context) =>
    fail(context, new ApiFailure(404, `${context.req.path} is not part of the API.`)),
  );
  app.use("*", requestId, bodyLimit({ maxSize: bodyLimitBytes, onError: tooLarge }));
  app.use("/_emulator/*", loopbackOnly);
  app.route("/_emulator", control(controlled));
  app.use("*", logged(controlled), faulty(controlled));
  app.post("/oauth/token", token(controlled));
  app.use("/api/v3/*", authenticated(controlled));
  app.route("/api/v3", routes(controlled.store));
  return app;
}

function fail(context: Context, error: Error): Response {
  const failure = error instanceof ApiFailure ? error : new ApiFailure(500, error.message);
  return context.json(failure.body, failure.status as 400);
}

/** Documented nowhere: ours, so that error messages can name a request. */
const requestId: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("x-request-id", randomUUID());
};

const tooLarge = (context: Context) =>
  fail(context, new ApiFailure(413, `The body is larger than ${bodyLimitBytes} bytes.`));

const loopbackOnly: MiddlewareHandler<Environment> = async (context, next) => {
  const address = context.env.incoming.socket.remoteAddress ?? "";
  if (!/^(127\.|::1$|::ffff:127\.)/.test(address))
    throw new ApiFailure(404, "Control endpoints are for this machine only.");
  await next();
};

function logged({ log }: Controlled): MiddlewareHandler {
  return async (context, next) => {
    const entry: LoggedRequest = {
      method: context.req.method,
      path: new URL(context.req.url).pathname,
      status: null,
      at: new Date().toISOString(),
    };
    log.push(entry);
    await next();
    if (!context.get("cut" as never)) entry.status = context.res.status;
  };
}

function faulty({ faults }: Controlled): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const fault = faults.next(context.req.method, context.req.path);
    if (!fault) return next();
    return act(fault, context, next);
  };
}

async function act(fault: Fault, context: Context<Environment>, next: Next): Promise<Response | undefined> {
  if ("delayMs" in fault) {
    await sleep(fault.delayMs);
    await next();
    return undefined;
  }
  const handles = "reset" in fault ? fault.reset === "after" : fault.when === "after";
  if (handles) await next();
  if ("reset" in fault) return cut(context);
  const body = fault.body ?? { code: fault.status * 1000, message: "A fault that a test asked for." };
  const answer = context.json(body, fault.status as 500, fault.headers);
  context.res = answer;
  return answer;
}

function cut(context: Context<Environment>): Response {
  context.set("cut" as never, true as never);
  context.env.incoming.socket.destroy();
  return context.body(null);
}

/** The one endpoint that takes a form instead of JSON, and no credentials. */
function token({ credentials }: Controlled): MiddlewareHandler {
  return async (context) => {
    const form = new URLSearchParams(await context.req.text());
    if (form.get("grant_type") !== "password")
      throw new ApiFailure(400, "Parameter 'grant_type' must be password.");
    const issued = credentials.issueToken(form.get("email"), form.get("password"));
    if (!issued) throw new ApiFailure(400, "The e-mail address or the password is wrong.");
    return context.json(issued);
  };
}

function authenticated({ credentials }: Controlled): MiddlewareHandler {
  return async (context, next) => {
    if (!credentials.accepts(context.req.header("authorization"))) {
      context.header("WWW-Authenticate", "Basic, Bearer");
      throw new ApiFailure(401, "The user name or the API key is wrong.");
    }
    await next();
  };
}
