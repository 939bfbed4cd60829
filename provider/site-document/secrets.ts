import { inspect } from "node:util";
import type { Properties } from "../core/definition";

/**
 * A secret of a site or a document, for comparisons: it can be compared, and shows as `[secret]` wherever it
 * is written.
 */
export class Secret {
  readonly #value: string | undefined;

  /**
   * @param variable the environment variable that brings it
   * @param value undefined when it isn't known: the service doesn't return it, or the variable isn't set
   * @param isWatched whether somebody would notice that it has changed on the site, if the service returns it
   */
  constructor(
    readonly variable: string,
    value: string | undefined,
    readonly isWatched = value !== undefined,
  ) {
    this.#value = value;
  }

  /** Whether both may be the same: what isn't known may be. */
  mayEqual(other: unknown): boolean {
    const value = other instanceof Secret ? other.#value : other;
    return this.#value === undefined || value === undefined || this.#value === value;
  }

  /** The secret itself, to be sent to the service. */
  reveal(): string | undefined {
    return this.#value;
  }

  toJSON(): string {
    return "[secret]";
  }

  toString(): string {
    return "[secret]";
  }

  [inspect.custom](): string {
    return "[secret]";
  }
}

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

/** The environment variables that bring the secrets of a document. */
export function secretsOf(value: unknown): string[] {
  if (isSecretPlaceholder(value)) return [value.secret];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretsOf) : [];
}

/** A document from a file for comparisons: secrets in place of their placeholders, as far as variables bring them. */
export const withSecrets = (
  document: Properties,
  environment: Readonly<Record<string, string | undefined>>,
): Properties =>
  mapped(document, (value) =>
    isSecretPlaceholder(value) ? new Secret(value.secret, environment[value.secret] || undefined) : value,
  );

/** A document whose secrets are those of the environment, and not those of the site that it was read from. */
export const fromEnvironment = (
  document: Properties,
  environment: Readonly<Record<string, string | undefined>>,
): Properties =>
  mapped(document, (value) =>
    value instanceof Secret ? new Secret(value.variable, environment[value.variable] || undefined) : value,
  );

function mapped(value: Properties, change: (value: unknown) => unknown): Properties {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inValue(member, change)]));
}

function inValue(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value || value instanceof Secret) return changed;
  if (Array.isArray(value)) return value.map((member) => inValue(member, change));
  return typeof value === "object" && value !== null ? mapped(value as Properties, change) : value;
}
