import type { FieldType } from "./index";

/** What a field has that nobody has set: the documents' examples show all three (docs/api-notes.md#unset). */
export function unset(type: FieldType): "" | null | [] {
  if (type === "string") return "";
  return type.endsWith("[]") ? [] : null;
}
