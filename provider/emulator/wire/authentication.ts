import type { Context, MiddlewareHandler } from "hono";
import { ApiFailure, isForm, json } from "./answers";
import type { Credentials } from "./credentials";

/** Refuses a request without valid credentials. */
export function authenticated(credentials: Credentials): MiddlewareHandler {
  return async (context, next) => {
    const objection = credentials.objection(context.req.header("authorization"));
    if (objection !== undefined) {
      context.header("WWW-Authenticate", 'Basic realm="Comm100", Bearer');
      throw new ApiFailure(401, objection);
    }
    await next();
  };
}

/** The one endpoint that takes a form instead of JSON, and no credentials besides. */
export function token(credentials: Credentials): MiddlewareHandler {
  return async (context) => {
    const { email, password } = await passwordGrant(context);
    const issued = credentials.issueToken(email, password);
    // The API document says no more than 400 or 401; 400 is what OAuth has for it (RFC 6749, 5.2).
    if (!issued) throw new ApiFailure(400, "The e-mail address or the password is wrong.");
    context.header("Cache-Control", "no-store");
    return json(context, issued);
  };
}

async function passwordGrant(context: Context): Promise<{ email: string; password: string }> {
  if (!isForm(context)) {
    throw new ApiFailure(400, "The Content-Type must be application/x-www-form-urlencoded.", 1);
  }
  const form = new URLSearchParams(await context.req.text());
  const grant = required(form, "grant_type");
  const email = required(form, "email");
  const password = required(form, "password");
  // A refresh token is answered, but no call that takes one is described (docs/api-notes.md#hosts-and-tokens).
  if (grant !== "password") throw new ApiFailure(400, "Parameter 'grant_type' must be password.");
  return { email, password };
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new ApiFailure(400, `Parameter '${name}' is required.`);
  return value;
}
