import { Hono } from "hono";
import { getPath } from "hono/utils/url";
import { addControl, type Controlled } from "../control/control";
import { faulty } from "../control/fault-actions";
import { limited } from "../control/limits";
import { logged } from "../control/request-log";
import type { Site } from "../endpoints/endpoint";
import { openApiDocument } from "../openapi/document";
import { ApiFailure, type Environment, fail, json } from "../wire/answers";
import { authenticated, token } from "../wire/authentication";
import { loopbackOnly, noForeignPage, requestId, smallBody, without } from "../wire/guards";
import { packageVersion } from "./package-version";
import { addRoutes, notAllowed } from "./routes";

/** What the whole server works on. */
export interface Served extends Controlled, Site {
  /** By which it is called besides those of this machine. */
  names: readonly string[];
}

const basePath = "/api/v3";

/** The whole server: control endpoints, log, limits, faults, credentials, endpoints. */
export function application(served: Served): Hono<Environment> {
  const app = new Hono<Environment>({ getPath: (request) => getPath(request).toLowerCase() });
  app.onError((error, context) => fail(context, error));
  app.notFound((context) => {
    const { method, raw } = context.req;
    return fail(
      context,
      new ApiFailure(404, `${method} ${getPath(raw)} is not part of the API, as far as it is emulated.`),
    );
  });
  app.use("*", requestId, without("TRACE"), noForeignPage(served.names));
  app.use("/_emulator/*", loopbackOnly, smallBody);
  addControl(app, "/_emulator", served);
  app.use("*", logged(served.log), limited(served.limits), smallBody, faulty(served));
  app.get("/openapi.json", (context) => json(context, openApiDocument(packageVersion())));
  app.post("/oauth/token", token(served.credentials));
  app.all("/oauth/token", notAllowed(["POST"]));
  app.use(`${basePath}/*`, authenticated(served.credentials), without("HEAD"));
  addRoutes(app, basePath, served);
  return app;
}
