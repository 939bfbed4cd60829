import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface EmulatorCredentials {
  email: string;
  apiKey: string;
  password: string;
}

/** Checks who is asking, and issues tokens. */
export class Credentials {
  readonly #expected: EmulatorCredentials;
  readonly #lifetime: number;
  /** When each token ends, by a clock that nobody sets, by its digest: a look-up takes no time that tells of tokens. */
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
    return isSameText(emailAndKey, `${this.#expected.email}:${this.#expected.apiKey}`);
  }

  hasToken(token: string): boolean {
    return (this.#tokens.get(digestOf(token).toString("hex")) ?? 0) > performance.now();
  }

  /** The answer of the token endpoint; undefined when e-mail address or password are wrong. */
  issueToken(email: string, password: string): Record<string, unknown> | undefined {
    const right = isSameText(`${email}\n${password}`, `${this.#expected.email}\n${this.#expected.password}`);
    if (!right) return undefined;
    this.#forgetEnded();
    const token = randomBytes(24).toString("base64url");
    this.#tokens.set(digestOf(token).toString("hex"), performance.now() + this.#lifetime * 1000);
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
      if (end > performance.now()) return;
      this.#tokens.delete(token);
    }
  }
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
const isSameText = (one: string, other: string) => timingSafeEqual(digestOf(one), digestOf(other));

const digestOf = (text: string) => createHash("sha256").update(text).digest();
