import { SettingError } from "./setting-error";

/** How a client proves who it is; the credentials also decide the site. */
export type Credentials =
  /** HTTP Basic: an agent's e-mail address and an API key of the site. */
  | { email: string; apiKey: string }
  /** OAuth password grant: an agent's e-mail address and password. */
  | { username: string; password: string }
  /** A token that was issued elsewhere; it is not renewed. */
  | { accessToken: string };

/** Whether the text can stand in an Authorization header. */
export const isToken = (text: string) => /^[\x21-\x7e]+$/.test(text);

/**
 * Finds what came along by accident, such as the line break behind a key that was piped in: the service would only
 * say that the credentials are wrong.
 *
 * @throws SettingError naming the credential, never its value
 */
export function checkCredentials(credentials: Credentials): Credentials {
  for (const [name, value] of Object.entries(credentials)) {
    if (typeof value !== "string" || value === "") throw new SettingError(name, "is empty.");
    if (value.trim() !== value || /\p{Cc}/u.test(value) || !value.isWellFormed()) {
      throw new SettingError(
        name,
        "has a line break, another control character, or a space at its start or end. Set it again without.",
      );
    }
  }
  if ("accessToken" in credentials && !isToken(credentials.accessToken)) {
    throw new SettingError("accessToken", "has characters that no token has. Set it again.");
  }
  if ("email" in credentials && credentials.email.includes(":")) {
    throw new SettingError("email", "has a colon, which no user name of HTTP may have.");
  }
  return credentials;
}
