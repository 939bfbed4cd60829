import { SECRET, SIGNATURE } from "../shown";

/** Property values as they go over the wire: JSON, with secrets as objects that carry Pulumi's signature. */
export type Properties = Record<string, unknown>;

export interface Secret {
  [SIGNATURE]: typeof SECRET;
  value: unknown;
}

export const secret = (value: unknown): Secret => ({ [SIGNATURE]: SECRET, value });

export function isSecret(value: unknown): value is Secret {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies `change` to every outermost secret; the rest stays as it is. */
export function mapSecrets(value: unknown, change: (held: Secret) => unknown): unknown {
  if (isSecret(value)) return change(value);
  if (Array.isArray(value)) return value.map((member) => mapSecrets(member, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapSecrets(member, change)]));
}

/** What a provider is given: it takes no secrets as such. */
export const plain = (properties: Properties) => unwrapped(properties) as Properties;

const unwrapped = (value: unknown): unknown => mapSecrets(value, (held) => unwrapped(held.value));

function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  return Array.isArray(value)
    ? value.some(containsSecret)
    : isObject(value) && Object.values(value).some(containsSecret);
}

/** Marks what a provider answered like what it was given under the same names; a list as a whole. */
export function markedLike(answered: Properties, given: Properties): Properties {
  return marked(answered, given) as Properties;
}

function marked(answered: unknown, given: unknown): unknown {
  if (isSecret(given)) return secret(unwrapped(answered));
  if (Array.isArray(answered)) return containsSecret(given) ? secret(unwrapped(answered)) : answered;
  if (!isObject(answered) || !isObject(given)) return answered;
  return Object.fromEntries(
    Object.entries(answered).map(([key, member]) => [key, marked(member, given[key])]),
  );
}
