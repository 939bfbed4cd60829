import type { FieldRule, FieldType } from "../../rules";
import { isNullable, mayBeEmpty } from "../../rules/unset";
import type { Schema } from "../building-blocks";
import { capitalised } from "../names";
import type { NamedSchemas } from "./named";

/** Where a field is. */
export interface Place {
  /** The name of the object. */
  type: string;
  field: string;
  schemas: NamedSchemas;
  /** Whether it is one that nobody creates: nothing of it is required. */
  isAlwaysThere: boolean;
}

/** The rule of a list's items; undefined when it is no list. */
export function itemRule({ default: _, ...rule }: FieldRule): FieldRule | undefined {
  if (!rule.type.endsWith("[]")) return undefined;
  return { ...rule, type: rule.type.slice(0, -2) as FieldType };
}

/** The allowed values, by a name of their own: generators would make one up for each place that has them. */
export const valuesSchema = (rule: FieldRule, { type, field, schemas, isAlwaysThere }: Place): Schema =>
  schemas.named(valuesName(type, field), rule.values, (values = []) => ({
    ...typeOf(rule.type),
    enum: [...values, ...(rule.type === "string" && mayBeEmpty(rule, isAlwaysThere) ? [""] : [])],
  }));

/** Some fields begin with the name of their object. */
const valuesName = (type: string, field: string) =>
  capitalised(field).startsWith(type) ? capitalised(field) : `${type}${capitalised(field)}`;

/** The schema, or null, where that is what the field has without a value. */
export function orNull(rule: FieldRule, schema: Schema): Schema {
  const { type } = schema;
  if (!isNullable(rule)) return schema;
  if (type === undefined) return "$ref" in schema ? { anyOf: [schema, { type: "null" }] } : schema;
  return { ...schema, type: [...(Array.isArray(type) ? type : [type]), "null"] };
}

export const typeOf = (type: FieldType): Schema => types[type] ?? {};

const types: Readonly<Partial<Record<FieldType, Schema>>> = {
  string: { type: "string" },
  // Not all examples are GUIDs in the strict sense (docs/api-notes.md#ids).
  guid: { type: "string" },
  datetime: { type: "string", format: "date-time" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
};
