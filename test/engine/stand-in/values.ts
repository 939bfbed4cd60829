/** Property values as they go over the wire: JSON, with secrets as objects that carry Pulumi's signature. */
export type Properties = Record<string, unknown>;

/** Part of Pulumi's wire protocol. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const secret = (value: unknown) => ({ [signatureKey]: secretSignature, value });

export function isSecret(value: unknown): value is { value: unknown } {
  return isObject(value) && value[signatureKey] === secretSignature;
}

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies `change` to every secret; the rest stays as it is. */
export function mapSecrets(value: unknown, change: (held: { value: unknown }) => unknown): unknown {
  if (isSecret(value)) return change(value);
  if (Array.isArray(value)) return value.map((member) => mapSecrets(member, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapSecrets(member, change)]));
}

/** What a provider sees: it doesn't take secrets as such. */
export const plain = (properties: Properties) =>
  mapSecrets(properties, (held) => mapSecrets(held.value, (inner) => inner.value)) as Properties;

/** What a person sees. */
export const masked = (value: unknown) => mapSecrets(value, () => "[secret]");

const containsSecret = (value: unknown): boolean =>
  isSecret(value) ||
  (Array.isArray(value) && value.some(containsSecret)) ||
  (isObject(value) && Object.values(value).some(containsSecret));

/** Marks what a provider returned like what it was given under the same names; a list as a whole. */
export function markedLike(returned: unknown, given: unknown): unknown {
  if (isSecret(returned)) return returned;
  if (isSecret(given)) return secret(returned);
  if (Array.isArray(returned)) return containsSecret(given) ? secret(returned) : returned;
  if (!isObject(returned) || !isObject(given)) return returned;
  return Object.fromEntries(
    Object.entries(returned).map(([key, member]) => [key, markedLike(member, given[key])]),
  );
}
