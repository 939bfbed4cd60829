import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The facts file about the API; it isn't part of this repository. */
const file = resolve(__dirname, "../../../shared/api/api.json");

export interface FactField {
  name: string;
  type: string;
  enum?: (string | number)[];
  enumRef?: string;
  readOnly: boolean;
  mandatory: boolean;
  default?: unknown;
  naturalKey?: boolean;
  conflict?: { seed?: { name?: string; enum?: string }; published?: { name?: string } };
}

export interface Facts {
  types: Record<string, { fields: FactField[] }>;
  enums: Record<string, { values: (string | { value: string })[]; seedValues?: Record<string, string> }>;
  endpoints: { method: string; path: string; seedPath?: string; alt?: { method?: string; path: string }[] }[];
}

/** undefined where the facts file isn't beside the repository. */
export const facts: Facts | undefined = existsSync(file)
  ? (JSON.parse(readFileSync(file, "utf8")) as Facts)
  : undefined;

/** For the name of a test that needs the facts file. */
export const factsMissing = facts ? "" : " (skipped: ../shared/api/api.json isn't there)";

/** The values of a field's enum, its own or the one that it refers to. */
export function enumOf(known: Facts, field: FactField): (string | number)[] | undefined {
  const referred = field.enumRef === undefined ? undefined : known.enums[field.enumRef]?.values;
  return field.enum ?? referred?.map((value) => (typeof value === "string" ? value : value.value));
}
