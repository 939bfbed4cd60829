/**
 * What the engine puts in place of a value that isn't known before the update runs: it reaches
 * check and diff as this plain string, at any depth. Part of Pulumi's wire protocol.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** True when `value` is an unknown or holds one at any depth. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}
