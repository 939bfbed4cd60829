import type { FieldRule, FieldRules } from "../../rules";
import { type Format, formatOf } from "../../rules/formats";
import { isNullable, mayBeEmpty } from "../../rules/unset";
import { listOf, type Schema } from "../building-blocks";
import type { NamedSchemas } from "./named";
import { itemRule, orNull, type Place, typeOf, valuesSchema } from "./values";

/**
 * An object as it is sent: without what the server sets.
 *
 * @param isAlwaysThere nothing of it is required
 */
export function sentSchema(
  name: string,
  fields: FieldRules,
  isAlwaysThere: boolean,
  schemas: NamedSchemas,
): Schema {
  const sent = Object.entries(fields).filter(([, { readOnly, expanded }]) => !readOnly && !expanded);
  const properties = sent.map(([field, rule]) => {
    const schema = orNull(rule, sentField(rule, { type: name, field, schemas, isAlwaysThere }));
    const words = wordsOn(rule, isAlwaysThere);
    return [field, words === "" ? schema : { ...schema, description: words }];
  });
  const required = sent.filter(([, rule]) => rule.required && !isAlwaysThere).map(([field]) => field);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    ...conditionsOf(sent),
  };
}

/** What is required only when another field has one of some values. */
function conditionsOf(sent: readonly (readonly [string, FieldRule])[]): Schema {
  const conditions = sent.flatMap(([field, rule]) => {
    const { requiredWhen } = rule;
    if (!requiredWhen) return [];
    const met = { properties: { [requiredWhen.field]: { enum: requiredWhen.values } } };
    const value = isNullable(rule) ? { not: { type: "null" } } : {};
    const then = { properties: { [field]: value }, required: [field] };
    return [{ if: { ...met, required: [requiredWhen.field] }, then }];
  });
  return conditions.length === 0 ? {} : { allOf: conditions };
}

/**
 * A default is told in words: generators take a schema's `default` for a promise that the field is there, and make it
 * required in what is sent.
 */
function wordsOn(
  { default: value, required, requiredWhen, position }: FieldRule,
  isAlwaysThere: boolean,
): string {
  const canBeLeftOut = !required || isAlwaysThere;
  const isTold = canBeLeftOut && value !== undefined && value !== "" && !Array.isArray(value);
  return [
    ...(isTold ? [`Default: ${JSON.stringify(value)}.`] : []),
    ...(position ? ["Default: behind the others."] : []),
    ...(requiredWhen ? [`Required when ${requiredWhen.field} is ${requiredWhen.values.join(" or ")}.`] : []),
  ].join(" ");
}

function sentField(rule: FieldRule, place: Place): Schema {
  const { members, typeName, fields, minimum, maximum } = rule;
  if (members?.only !== undefined) {
    return listOf(sentField(fields?.[members.only] ?? rule, { ...place, isAlwaysThere: false }));
  }
  const item = itemRule(rule);
  if (item) return listOf(sentField(item, place));
  if (typeName !== undefined) return place.schemas.sent(typeName, fields);
  if (rule.values) return valuesSchema(rule, place);
  return {
    ...sentType(rule, mayBeEmpty(rule, place.isAlwaysThere)),
    ...(rule.openValues && { examples: rule.openValues.always }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

function sentType(rule: FieldRule, canBeEmpty: boolean): Schema {
  const { type, writeOnly } = rule;
  const format = formatOf(rule);
  const isText = type === "string" || type === "guid";
  return {
    ...(type === "guid" ? { type: ["string", "integer"] } : typeOf(type)),
    ...((type === "integer" || type === "guid") && safeIntegers),
    ...(isText && !canBeEmpty && { minLength: 1 }),
    ...(format && { pattern: patternOf(format, canBeEmpty) }),
    ...(writeOnly && { format: "password" }),
  };
}

/** Beyond these JSON doesn't keep them. */
const safeIntegers = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

const patternOf = ({ pattern, isNeverEmpty }: Format, canBeEmpty: boolean) =>
  canBeEmpty && !isNeverEmpty ? `^$|${pattern.source}` : pattern.source;
