import type { Deed } from "../endpoints/endpoint";
import { timeForm } from "../endpoints/listing";
import type { FieldRules, ObjectRules } from "../rules";
import { queryValueSchema, type Schema } from "./schemas";

/** The query parameters of an object's endpoint. */
export function queryOf(rules: ObjectRules, deed: Deed): Schema[] {
  if (!["list", "view", "get"].includes(deed)) return [];
  return [...includeOf(rules.fields), ...(deed === "list" ? filtersOf(rules) : [])];
}

/** One parameter, comma-separated: conventions.include. */
function includeOf(fields: FieldRules): Schema[] {
  const values = [...new Set(includesIn(fields))];
  if (values.length === 0) return [];
  const schema = { type: "array", items: { type: "string", enum: values } };
  return [{ ...parameter("include", schema, "What is added to the answer."), style: "form", explode: false }];
}

/** The values of `include` that add something, at any depth. */
const includesIn = (fields: FieldRules): string[] =>
  Object.values(fields).flatMap(({ expanded, fields: below }) =>
    expanded ? [expanded.include] : below ? includesIn(below) : [],
  );

function filtersOf({ fields, listing = {} }: ObjectRules): Schema[] {
  const { pages, time, equal = {}, keywords, conditions } = listing;
  const text: Schema = { type: "string" };
  const moment: Schema = { type: "string", pattern: timeForm.source };
  return [
    ...Object.entries(equal).map(([name, path]) => parameter(name, queryValueSchema(fields[path]))),
    ...(time === undefined
      ? []
      : ["timeFrom", "timeTo"].map((name) =>
          parameter(name, moment, "yyyy-MM-ddTHH:mm:ss in UTC; today by default."),
        )),
    ...(keywords ? [parameter("keywords", text)] : []),
    ...(conditions
      ? [
          parameter(
            "conditions",
            text,
            `conditions[n][field]: ${Object.keys(conditions).join(", ")}; conditions[n][operate]: contains, notContains; conditions[n][value].`,
          ),
        ]
      : []),
    ...(pages
      ? [
          parameter("pageIndex", { type: "integer", minimum: 1, default: 1 }),
          parameter("pageSize", { type: "integer", minimum: 1, default: pages.size }),
        ]
      : []),
  ];
}

const parameter = (name: string, schema: Schema, description?: string): Schema => ({
  name,
  in: "query",
  schema,
  ...(description !== undefined && { description }),
});
