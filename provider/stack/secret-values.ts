/**
 * Secrets as Pulumi writes them into states, plans and import files: an object with a signature and either the
 * encrypted or the plain JSON text of the value (sdk/go/common/resource/sig, pkg/resource/stack/deployment.go).
 */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The plain value of a secret is JSON text. */
const sealed = (value: unknown) => ({ [signature]: secretSignature, plaintext: JSON.stringify(value) });

export const isSealed = (value: unknown): value is { plaintext?: string; ciphertext?: string } =>
  typeof value === "object" &&
  value !== null &&
  (value as Record<string, unknown>)[signature] === secretSignature;

/** Whether the value is a secret or holds one at any depth. */
export const holdsSecret = (value: unknown): boolean =>
  isSealed(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret));

/** The value with its secrets in clear, for comparisons in memory. An encrypted secret stays as it is. */
export function revealed(value: unknown): unknown {
  if (isSealed(value)) {
    return value.plaintext === undefined ? value : revealed(JSON.parse(value.plaintext));
  }
  return mapped(value, revealed);
}

/**
 * The value, with a secret wherever the pattern has one under the same name. A list with any secret is secret as a
 * whole, as the engine does it with a provider's answers (pkg/resource/plugin/provider_plugin.go, annotateSecrets).
 */
export function sealedLike(pattern: unknown, value: unknown): unknown {
  if (value === undefined || !holdsSecret(pattern)) return value;
  if (isSealed(pattern) || Array.isArray(pattern) || typeof value !== "object" || value === null) {
    return sealed(value);
  }
  const patterns = pattern as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, sealedLike(patterns[name], member)]),
  );
}

/** The properties, with each of the named ones marked as a secret. */
export const sealedNamed = (names: readonly string[], properties: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      names.includes(name) && !isSealed(value) ? sealed(revealed(value)) : value,
    ]),
  );

/** The value without its secrets: two encryptions of one secret are the same then. */
export const masked = (value: unknown): unknown => (isSealed(value) ? "[secret]" : mapped(value, masked));

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]));
}
