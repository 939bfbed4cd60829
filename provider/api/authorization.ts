import { whereToSet } from "../core/settings";
import type { CheckedOptions } from "./checked-options";
import type { Answer } from "./connection";
import { isToken } from "./credentials";
import { UnexpectedAnswerError } from "./errors";
import type { ClientEnvironment } from "./options";

/** Supplies the Authorization header. */
export interface Authorization {
  header(): Promise<string>;
  /** Called when `header` was refused; true when another header can be had. */
  refused(header: string): boolean;
  /** What the user can do when no other header can be had. */
  advice: string;
}

type RequestToken = (form: Record<string, string>) => Promise<Answer>;

export function authorize(
  options: CheckedOptions,
  requestToken: RequestToken,
  environment: ClientEnvironment,
): Authorization {
  const { credentials } = options;
  if ("apiKey" in credentials) {
    const pair = Buffer.from(`${credentials.email}:${credentials.apiKey}`, "utf8").toString("base64");
    return fixed(
      `Basic ${pair}`,
      `Check ${whereToSet("email", "apiKey")}: they don't belong together, or the key was revoked. A key that was rotated since the last update has to come from the environment.`,
    );
  }
  if ("accessToken" in credentials) {
    return fixed(
      `Bearer ${credentials.accessToken}`,
      `Check ${whereToSet("accessToken")}: it is wrong or has expired, and isn't renewed. A token that is newer than the last update has to come from the environment.`,
    );
  }
  return passwordGrant(options.tokenUrl.pathname, credentials, requestToken, environment);
}

const fixed = (header: string, advice: string): Authorization => ({
  header: () => Promise.resolve(header),
  refused: () => false,
  advice,
});

interface Token {
  header: string;
  /** When to ask for another one, by the clock of the environment. */
  renewAt: number;
}

/** For an answer without expires_in: half of the shortest lifetime in the documents' examples. In milliseconds. */
const assumedLifetime = 3600_000;

/**
 * The answer's refresh_token isn't used: neither document describes a call that takes it, and the text says to ask
 * with the password again (docs/api-notes.md#hosts-and-tokens).
 */
function passwordGrant(
  path: string,
  credentials: { username: string; password: string },
  requestToken: RequestToken,
  environment: ClientEnvironment,
): Authorization {
  async function fetchToken(): Promise<Token> {
    const answer = await requestToken({
      grant_type: "password",
      email: credentials.username,
      password: credentials.password,
    });
    const { access_token: token, expires_in: seconds } = (answer.body ?? {}) as Record<string, unknown>;
    if (typeof token !== "string" || !isToken(token)) {
      throw new UnexpectedAnswerError({ method: "POST", path }, "access_token is missing or no token.");
    }
    const lifetime = Number(seconds) > 0 ? Number(seconds) * 1000 : assumedLifetime;
    // Renewed a minute early, so that no request sets out with a token that expires on its way.
    return {
      header: `Bearer ${token}`,
      renewAt: environment.now() + lifetime - Math.min(60_000, lifetime / 10),
    };
  }

  let token: Token | undefined;
  let pending: Promise<Token> | undefined;
  return {
    async header() {
      if (token && environment.now() < token.renewAt) return token.header;
      // Whoever comes first asks; the others wait for the same answer.
      pending ??= fetchToken().finally(() => {
        pending = undefined;
      });
      token = await pending;
      return token.header;
    },
    refused(header) {
      if (token?.header === header) token = undefined;
      return true;
    },
    advice: `Check ${whereToSet("username", "password")}. A password that was changed since the last update has to come from the environment.`,
  };
}
