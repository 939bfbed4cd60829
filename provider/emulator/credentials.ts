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
  /** When each token ends, in milliseconds since 1970. */
  readonly #tokens = new Map<string, number>();

  constructor(expected: EmulatorCredentials, lifetimeSeconds: number) {
    this.#expected = expected;
    this.#lifetime = lifetimeSeconds;
  }

  /** Whether an Authorization header is valid. */
  accepts(header: string | undefined): boolean {
    const [scheme = "", value = ""] = (header ?? "").split(" ", 2);
    if (scheme.toLowerCase() === "bearer") return (this.#tokens.get(value) ?? 0) > Date.now();
    if (scheme.toLowerCase() !== "basic") return false;
    const { email, apiKey } = this.#expected;
    return sameText(Buffer.from(value, "base64").toString("utf8"), `${email}:${apiKey}`);
  }

  /** The answer of the token endpoint; undefined when e-mail address or password are wrong. */
  issueToken(email: unknown, password: unknown): Record<string, unknown> | undefined {
    const right =
      sameText(String(email), this.#expected.email) && sameText(String(password), this.#expected.password);
    if (!right) return undefined;
    const token = randomBytes(24).toString("base64url");
    this.#tokens.set(token, Date.now() + this.#lifetime * 1000);
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
}

/** Takes the same time wherever the texts differ. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
