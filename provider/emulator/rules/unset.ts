import type { FieldRule, FieldType } from "./index";

/** What a field has that nobody has set: the documents' examples show all three (docs/api-notes.md#unset). */
export function unset(type: FieldType): "" | null | [] {
  if (type === "string") return "";
  return type.endsWith("[]") ? [] : null;
}

/** What a field has without a body's value. */
export const withoutValue = ({ type, default: value = unset(type) }: FieldRule): unknown => value;

/** Whether a field has null where it isn't set. A body may have it then, too, as it may be an answer sent back. */
export const isNullable = (rule: FieldRule): boolean => withoutValue(rule) === null && !isAlwaysSet(rule);

const isAlwaysSet = ({ required, position, assigned, noted, part }: FieldRule) =>
  required || position || assigned || noted !== undefined || part !== undefined;

/** Whether an empty text is a value: it is none of a required field, but for an object that has always been there. */
export const mayBeEmpty = ({ required, type }: FieldRule, isAlwaysThere = false): boolean =>
  !required || (isAlwaysThere && type === "string");
