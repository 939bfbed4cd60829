/** Where a secret was left out: the name of the environment variable that brings it when the document is used. */
export interface SecretPlaceholder {
  secret: string;
}

/** `COMM100_STORE_CHAT_WINDOW_PASSWORD` for `campaigns[Store].chatWindow.customSMTPServer.password`. */
export function secretPlaceholder(path: string): SecretPlaceholder {
  const words = path
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .split(/[^0-9A-Za-z]+/)
    .filter(Boolean);
  return { secret: ["COMM100", ...words].join("_").toUpperCase() };
}

export const isSecretPlaceholder = (value: unknown): value is SecretPlaceholder =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as { secret?: unknown }).secret === "string";
