import type { Properties } from "../core/definition";
import { Secret } from "./secret";
import { isSecretPlaceholder, secretPlaceholder } from "./secret-placeholder";
import type { Purpose } from "./to-document";

/** For a document of a live site that is compared: its secrets are known as far as the service returns them. */
export const forComparison: Purpose = {
  isCompared: true,
  keepsEmpty: false,
  secret(path, live) {
    const isReturned = live !== undefined && live !== null && live !== "";
    return new Secret(secretPlaceholder(path).secret, isReturned ? String(live) : undefined);
  },
};

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
