import type { Deed } from "../endpoints/endpoint";
import { timeForm } from "../endpoints/filters";
import type { FieldRules, Listing, ObjectRules } from "../rules";
import type { Schema } from "./building-blocks";
import { queryValueSchema } from "./schemas";

/** The query parameters of an object's endpoint. */
export function queryOf(rules: ObjectRules, deed: Deed): Schema[] {
  if (!["list", "view", "get"].includes(deed)) return [];
  return [...includeOf(rules.fields), ...(deed === "list" ? filtersOf(rules) : [])];
}

/** One parameter, comma-separated (docs/api-notes.md#include). */
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
  const { equal = {}, keywords } = listing;
  return [
    ...Object.entries(equal).map(([name, path]) => parameter(name, queryValueSchema(fields[path]))),
    ...timesOf(listing),
    ...(keywords ? [parameter("keywords", { type: "string" })] : []),
    ...conditionsOf(listing),
    ...pagesOf(listing),
  ];
}

function timesOf({ time }: Listing): Schema[] {
  if (time === undefined) return [];
  const moment: Schema = { type: "string", pattern: timeForm.source };
  return ["timeFrom", "timeTo"].map((name) =>
    parameter(name, moment, "yyyy-MM-ddTHH:mm:ss in UTC; today by default."),
  );
}

function conditionsOf({ conditions }: Listing): Schema[] {
  if (!conditions) return [];
  const fields = Object.keys(conditions).join(", ");
  const description = `conditions[n][field]: ${fields}; conditions[n][operate]: contains, notContains; conditions[n][value].`;
  return [parameter("conditions", { type: "string" }, description)];
}

function pagesOf({ pages }: Listing): Schema[] {
  if (!pages) return [];
  return [
    parameter("pageIndex", { type: "integer", minimum: 1, default: 1 }),
    parameter("pageSize", { type: "integer", minimum: 1, default: pages.size }),
  ];
}

const parameter = (name: string, schema: Schema, description?: string): Schema => ({
  name,
  in: "query",
  schema,
  ...(description !== undefined && { description }),
});
