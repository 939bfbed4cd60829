import { Hono } from "hono";
import { getPath } from "hono/utils/url";
import { addControl, type Controlled } from "../control/control";
import { faulty } from "../control/fault-actions";
import { limited } from "../control/limits";
import { logged } from "../control/request-log";
import { openApiDocument } from "../openapi/document";
import { ApiFailure, type Environment, fail, json } from "../wire/answers";
import { authenticated, token } from "../wire/credentials";
import { loopbackOnly, noHead, requestId, smallBody } from "../wire/guards";
import type { Permissions } from "../wire/permissions";
import { addRoutes } from "./routes";

/** What the whole server works on. */
export interface Parts extends Controlled {
  permissions: Permissions;
}

const basePath = "/api/v3";

/** The whole server: control endpoints, log, limits, faults, credentials, endpoints. */
export function application(parts: Parts): Hono<Environment> {
  const app = new Hono<Environment>({ getPath: (request) => getPath(request).toLowerCase() });
  app.onError((error, context) => fail(context, error));
  app.notFound((context) => {
    const { method, raw } = context.req;
    return fail(
      context,
      new ApiFailure(404, `${method} ${getPath(raw)} is not part of the API, as far as it is emulated.`),
    );
  });
  app.use("*", requestId);
  app.use("/_emulator/*", loopbackOnly, smallBody);
  addControl(app, "/_emulator", parts);
  app.use("*", logged(parts.log), limited(parts.limits), smallBody, faulty(parts));
  app.get("/openapi.json", (context) => json(context, openApiDocument()));
  app.post("/oauth/token", token(parts.credentials));
  app.use(`${basePath}/*`, authenticated(parts.credentials), noHead);
  addRoutes(app, basePath, parts);
  return app;
}
