import type { FieldRule, FieldRules, ObjectRules } from "../../rules";
import { listOf, type Schema } from "../building-blocks";
import type { NamedSchemas } from "./named";
import { itemRule, orNull, type Place, typeOf, valuesSchema } from "./values";

/** An object as it is answered: what only a request holds isn't in it. */
export function answeredSchema(
  name: string,
  fields: FieldRules,
  rules: ObjectRules | undefined,
  schemas: NamedSchemas,
): Schema {
  const answered = Object.entries(fields).filter(([, { writeOnly }]) => !writeOnly);
  const isAlwaysThere = rules?.kind === "singleton";
  const properties = answered.map(([field, rule]) => [
    field,
    orNull(rule, answeredField(rule, { type: name, field, schemas, isAlwaysThere })),
  ]);
  const required = answered.filter(([, rule]) => isAlwaysAnswered(rule)).map(([field]) => field);
  const hasId = rules?.kind === "collection";
  return {
    type: "object",
    ...(rules && { description: rules.description }),
    properties: { ...(hasId && { id: idSchema(rules) }), ...Object.fromEntries(properties) },
    required: [...(hasId ? ["id"] : []), ...required],
  };
}

export const idSchema = ({ isNumbered }: Pick<ObjectRules, "isNumbered">): Schema => ({
  type: isNumbered ? "integer" : "string",
});

/** What `include` adds is in the answers that were asked for it. */
const isAlwaysAnswered = ({ expanded }: FieldRule) => expanded === undefined;

function answeredField(rule: FieldRule, place: Place): Schema {
  const item = itemRule(rule);
  if (item) return listOf(answeredField(item, place));
  if (rule.typeName !== undefined) return place.schemas.answered(rule.typeName, rule.fields);
  if (rule.values) return valuesSchema(rule, place);
  return { ...typeOf(rule.type), ...(rule.openValues && { examples: rule.openValues.always }) };
}
