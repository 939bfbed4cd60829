import type { Op, Step } from "./engine";
import { keysOf, member } from "./paths";

/** Pulumi's marks of special values: the key that tells which kind an object is, and the kind of a secret. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What stands for a value that is known only after an operation, in a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The value for people: secrets and unknown values are only named. */
export function shown(value: unknown): unknown {
  if (value === UNKNOWN) return "[unknown]";
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  if (isSecretMark(value)) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

/** The value at a path, for people; undefined where there is none. */
export function shownAt(root: unknown, path: string): unknown {
  const found = keysOf(path).reduce((value, key) => (isSecretMark(value) ? value : member(value, key)), root);
  return shown(found);
}

const isSecretMark = (value: unknown) => member(value, SIGNATURE) === SECRET;

/** Pulumi hides properties whose name begins with two underscores. */
export const isShown = (path: string) => !keysOf(path).some((key) => key.startsWith("__"));

/** The stack and providers are resources of Pulumi's own. */
export const isOwnToPulumi = (type: string) => type === STACK_TYPE || isProvider(type);

export const STACK_TYPE = "pulumi:pulumi:Stack";

export const isProvider = (type: string) => type.startsWith("pulumi:providers:");

/** The logical name in a URN. */
export const nameIn = (urn: string) => urn.split("::").slice(3).join("::");

export function countsOf(steps: readonly Step[]): Record<Op, number> {
  const counts = { create: 0, update: 0, same: 0, delete: 0, replace: 0, read: 0, refresh: 0 };
  for (const { op, succeeded } of steps) if (succeeded) counts[op] += 1;
  return counts;
}
