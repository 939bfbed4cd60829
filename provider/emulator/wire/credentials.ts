import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { ApiFailure, json } from "./answers";

export interface EmulatorCredentials {
  email: string;
  apiKey: string;
  password: string;
}

/** Checks who is asking, and issues tokens. */
export class Credentials {
  readonly #expected: EmulatorCredentials;
  readonly #lifetime: number;
  /** When each token ends, in milliseconds since 1970, by its digest: a look-up takes no time that tells of tokens. */
  readonly #tokens = new Map<string, number>();

  constructor(expected: EmulatorCredentials, lifetimeSeconds: number) {
    this.#expected = expected;
    this.#lifetime = lifetimeSeconds;
  }

  /** Why an Authorization header isn't enough; undefined when it is. */
  objection(header: string | undefined): string | undefined {
    const [, scheme = "", value = ""] = header?.match(/^(\S+) +(\S+)$/) ?? [];
    const check = schemes[scheme.toLowerCase()];
    if (!check)
      return "An Authorization header is required: Basic with e-mail address and API key, or Bearer.";
    return check(this, value);
  }

  hasKey(emailAndKey: string): boolean {
    return isSame(emailAndKey, `${this.#expected.email}:${this.#expected.apiKey}`);
  }

  hasToken(token: string): boolean {
    return (this.#tokens.get(digestOf(token).toString("hex")) ?? 0) > Date.now();
  }

  /** The answer of the token endpoint; undefined when e-mail address or password are wrong. */
  issueToken(email: string, password: string): Record<string, unknown> | undefined {
    const right = isSame(`${email}\n${password}`, `${this.#expected.email}\n${this.#expected.password}`);
    if (!right) return undefined;
    this.#forgetEnded();
    const token = randomBytes(24).toString("base64url");
    this.#tokens.set(digestOf(token).toString("hex"), Date.now() + this.#lifetime * 1000);
    return {
      access_token: token,
      token_type: "bearer",
      expires_in: this.#lifetime,
      refresh_token: randomBytes(24).toString("base64url"),
    };
  }

  revokeTokens(): void {
    this.#tokens.clear();
  }

  /** All live equally long, so the oldest end first. */
  #forgetEnded(): void {
    for (const [token, end] of this.#tokens) {
      if (end > Date.now()) return;
      this.#tokens.delete(token);
    }
  }
}

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
    if (!/^application\/x-www-form-urlencoded\b/i.test(context.req.header("content-type") ?? "")) {
      throw new ApiFailure(400, "The Content-Type must be application/x-www-form-urlencoded.", 1);
    }
    const form = new URLSearchParams(await context.req.text());
    const [grant, email, password] = ["grant_type", "email", "password"].map((name) => required(form, name));
    // auth.refresh: a refresh token is answered, but no call that takes one is described.
    if (grant !== "password") throw new ApiFailure(400, "Parameter 'grant_type' must be password.");
    const issued = credentials.issueToken(email ?? "", password ?? "");
    // The document says no more than 400 or 401; 400 is what OAuth has for it (RFC 6749, 5.2).
    if (!issued) throw new ApiFailure(400, "The e-mail address or the password is wrong.");
    context.header("Cache-Control", "no-store");
    return json(context, issued);
  };
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new ApiFailure(400, `Parameter '${name}' is required.`);
  return value;
}

const schemes: Readonly<Record<string, (credentials: Credentials, value: string) => string | undefined>> = {
  basic: (credentials, value) =>
    credentials.hasKey(Buffer.from(value, "base64").toString("utf8"))
      ? undefined
      : "The user name or the API key is wrong.",
  bearer: (credentials, value) =>
    credentials.hasToken(value) ? undefined : "The access token is wrong or has expired.",
};

/** Takes the same time wherever the texts differ. */
const isSame = (one: string, other: string) => timingSafeEqual(digestOf(one), digestOf(other));

const digestOf = (text: string) => createHash("sha256").update(text).digest();
