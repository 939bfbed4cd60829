import { canonical } from "./canonical";
import type { Condition } from "./conditions";
import { type Fields, factsOf } from "./facts";
import { fieldAt, valueAt } from "./paths";

/** Whether the object meets a condition; a field that has no value has its default. */
export function isMet(fields: Fields, values: unknown, { field: path, values: wanted }: Condition): boolean {
  const field = fieldAt(fields, path);
  const value = field && canonical(field, valueAt(values, path) ?? factsOf(field).default);
  return wanted.includes(value as string | boolean);
}
