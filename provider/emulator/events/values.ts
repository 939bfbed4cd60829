import type { StoredObject } from "../rules";

/** The older platform's form of a time; null for one that isn't there. */
export function ticks(time: unknown): string | null {
  const milliseconds = Date.parse(String(time ?? ""));
  return Number.isNaN(milliseconds) ? null : `/Date(${milliseconds})/`;
}

/** The fields of these names; one that isn't there is an empty text. */
export const textsOf = (object: StoredObject, names: readonly string[]): StoredObject =>
  Object.fromEntries(names.map((name) => [name, object[name] ?? ""]));

/** `[{name, value}]` of the newer form `[{fieldName, value}]`. */
export const valuesOf = (values: unknown) =>
  ((values ?? []) as StoredObject[]).map(({ fieldName, name, value }) => ({
    name: fieldName ?? name,
    value,
  }));
