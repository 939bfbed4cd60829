import type { FieldRule, FieldRules, FieldType, ObjectRules } from "../rules";
import { listOf, reference, type Schema } from "./building-blocks";

/** An object's schema, and into `all` those of what it holds. */
export function objectSchema(
  fields: FieldRules,
  all: Map<string, Schema>,
  { isAlwaysThere = false, id }: { isAlwaysThere?: boolean; id?: Schema } = {},
): Schema {
  const properties = Object.entries(fields).map(([name, rule]) => [name, fieldSchema(rule, all)]);
  const required = Object.entries(fields)
    .filter(([, rule]) => rule.required && !isAlwaysThere)
    .map(([name]) => name);
  return {
    type: "object",
    properties: { ...(id && { id: { ...id, readOnly: true } }), ...Object.fromEntries(properties) },
    ...(required.length > 0 && { required }),
  };
}

export const idSchema = ({ isNumbered }: ObjectRules): Schema => ({
  type: isNumbered ? "integer" : "string",
});

function fieldSchema(rule: FieldRule, all: Map<string, Schema>): Schema {
  const marks: Schema = {
    ...(rule.readOnly && { readOnly: true }),
    ...(rule.writeOnly && { writeOnly: true }),
    ...(rule.default !== undefined && !isEmpty(rule.default) && { default: rule.default }),
  };
  const { typeName, fields, members } = rule;
  if (members?.only !== undefined) return { ...listOf({ type: "string" }), ...marks };
  if (typeName === undefined) return { ...valueSchema(rule, all), ...marks };
  if (fields && !all.has(typeName)) {
    // Before its fields: a type may hold itself.
    all.set(typeName, {});
    all.set(typeName, objectSchema(fields, all));
  }
  const object = reference(typeName);
  return { ...(rule.type === "object[]" ? listOf(object) : object), ...marks };
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

function valueSchema(rule: FieldRule, all: Map<string, Schema>): Schema {
  if (rule.type.endsWith("[]")) {
    return listOf(valueSchema({ ...rule, type: rule.type.slice(0, -2) as FieldType }, all));
  }
  if (rule.fields) return objectSchema(rule.fields, all);
  return {
    ...types[rule.type],
    ...(rule.values && { enum: [...rule.values] }),
    ...(rule.openValues && { examples: rule.openValues.always }),
    ...(rule.minimum !== undefined && { minimum: rule.minimum }),
    ...(rule.maximum !== undefined && { maximum: rule.maximum }),
  };
}

/** A field's value in a query; a list's field is asked for one that is in it. */
export function queryValueSchema(rule: FieldRule | undefined): Schema {
  const type = rule?.type.replace("[]", "") as FieldType | undefined;
  return { ...types[type ?? "string"], ...(rule?.values && { enum: [...rule.values] }) };
}

const types: Readonly<Partial<Record<FieldType, Schema>>> = {
  string: { type: "string" },
  // Not all examples are GUIDs in the strict sense (docs/api-notes.md#ids).
  guid: { type: "string" },
  datetime: { type: "string", format: "date-time" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  any: {},
};
