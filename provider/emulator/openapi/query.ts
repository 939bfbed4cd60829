import type { Deed } from "../endpoints/endpoint";
import { operators, timeForm } from "../endpoints/filters";
import { largestNumber } from "../endpoints/pages";
import type { FieldRule, FieldRules, Listing, ObjectRules } from "../rules";
import type { Schema } from "./building-blocks";
import { capitalised } from "./names";
import type { Schemas } from "./schemas";
import { itemRule, typeOf } from "./schemas/values";

/** The query parameters of an object's endpoint. */
export function queryOf(rules: ObjectRules, deed: Deed, schemas: Schemas): Schema[] {
  if (!["list", "view", "get"].includes(deed)) return [];
  return [...includeOf(rules, schemas), ...(deed === "list" ? filtersOf(rules, schemas) : [])];
}

/** One parameter, comma-separated (docs/api-notes.md#include). */
function includeOf(rules: ObjectRules, schemas: Schemas): Schema[] {
  const values = [...new Set(includesIn(rules.fields))];
  if (values.length === 0) return [];
  const items = schemas.named(`${rules.name}Include`, rules, () => ({ type: "string", enum: values }));
  const schema = { type: "array", items };
  return [{ ...parameter("include", schema, "What is added to the answer."), style: "form", explode: false }];
}

/** The values of `include` that add something, at any depth. */
const includesIn = (fields: FieldRules): string[] =>
  Object.values(fields).flatMap(({ expanded, fields: below }) =>
    expanded ? [expanded.include] : below ? includesIn(below) : [],
  );

function filtersOf({ name, fields, listing = {} }: ObjectRules, schemas: Schemas): Schema[] {
  const { equal = {}, keywords } = listing;
  return [
    ...Object.entries(equal).map(([parameterName, path]) =>
      parameter(parameterName, valueSchema(fields[path])),
    ),
    ...timesOf(listing),
    ...(keywords ? [parameter("keywords", { type: "string" }, "Words that are looked for.")] : []),
    ...conditionsOf(name, listing, schemas),
    ...pagesOf(listing),
  ];
}

/** A field's value in a query; a list's field is asked for one that is in it. */
function valueSchema(rule: FieldRule | undefined): Schema {
  const { type, values } = (rule && (itemRule(rule) ?? rule)) ?? { type: "string" as const };
  if (values) return { ...typeOf(type), enum: [...values] };
  return type === "integer" ? { type, minimum: 0 } : { type: "string", minLength: 1 };
}

function timesOf({ time }: Listing): Schema[] {
  if (time === undefined) return [];
  const moment: Schema = { type: "string", pattern: timeForm.source };
  return ["timeFrom", "timeTo"].map((name) =>
    parameter(name, moment, "yyyy-MM-ddTHH:mm:ss in UTC; today by default."),
  );
}

/** Conditions are numbered from 0 on; the document names the first few. */
const namedConditions = [0, 1, 2];

/** Each is written out, as OpenAPI has no form for a list of objects in a query. */
function conditionsOf(type: string, { conditions }: Listing, schemas: Schemas): Schema[] {
  if (!conditions) return [];
  const words = (name: string, values: readonly string[]) =>
    schemas.named(`${type}Condition${capitalised(name)}`, conditions, () => ({
      type: "string",
      enum: values,
    }));
  const field = words("field", Object.keys(conditions));
  const operate = words("operate", Object.keys(operators));
  return namedConditions.flatMap((n) => [
    parameter(`conditions[${n}][field]`, field, "What the condition looks at. All conditions have to hold."),
    parameter(`conditions[${n}][operate]`, operate, "Goes with the field."),
    parameter(
      `conditions[${n}][value]`,
      { type: "string" },
      "What it looks for; letter case doesn't matter.",
    ),
  ]);
}

function pagesOf({ pages }: Listing): Schema[] {
  if (!pages) return [];
  const number = { type: "integer", minimum: 1, maximum: largestNumber };
  return [
    parameter("pageIndex", { ...number, default: 1 }, "From 1 on."),
    parameter("pageSize", { ...number, default: pages.size }, "How many are on a page."),
  ];
}

const parameter = (name: string, schema: Schema, description?: string): Schema => ({
  name,
  in: "query",
  schema,
  ...(description !== undefined && { description }),
});
