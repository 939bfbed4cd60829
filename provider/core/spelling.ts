import type * as z from "zod";
import { enumSpelling } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, otherNames, shapeOf, typeOf } from "./field-facts";
import { isObject } from "./paths";
import { remembered } from "./remembered";

/** Whose spelling of names and values goes out: that of the published document or of the 2020 draft. */
export type Dialect = "published" | "draft";

export const dialects = ["published", "draft"] as const satisfies readonly Dialect[];

/** The properties under the published names of their fields; what isn't a field stays. */
export function renamed(fields: Fields, properties: Properties): Properties {
  const published = { ...properties };
  for (const { name, otherName } of otherNamesIn(fields)) {
    if (!Object.hasOwn(published, otherName)) continue;
    if (published[name] === undefined) published[name] = published[otherName];
    delete published[otherName];
  }
  return published;
}

/** Fields that are given under two of their names. */
export function namedTwice(fields: Fields, properties: Properties): OtherName[] {
  return otherNamesIn(fields).filter(
    ({ name, otherName }) => Object.hasOwn(properties, otherName) && properties[name] !== undefined,
  );
}

export interface OtherName {
  name: string;
  otherName: string;
}

/** The names that are accepted beside the published ones. */
export const otherNamesIn = remembered((fields: Fields): readonly OtherName[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    // The draft calls a few fields by a name that is another field's in the published document: the latter counts.
    otherNames(field)
      .filter((otherName) => !Object.hasOwn(fields, otherName))
      .map((otherName) => ({ name, otherName })),
  ),
);

/** Declared values in their one form: published names, ids as text. Values that aren't known stay. */
export function normalised(fields: Fields, declared: Properties): Properties {
  return mapFields(fields, withoutNull(fields, renamed(fields, declared)), normalisedValue);
}

/** Where a field needn't be declared, null says that it isn't. */
export function withoutNull(fields: Fields, declared: Properties): Properties {
  const isUnset = (name: string, value: unknown) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return value === null && field !== undefined && !factsOf(field).required;
  };
  return Object.fromEntries(Object.entries(declared).filter(([name, value]) => !isUnset(name, value)));
}

function normalisedValue(field: z.ZodType, value: unknown): unknown {
  const isId = factsOf(field).caseInsensitive && typeOf(field) === "string";
  // A number that isn't whole has no spelling as an id: it stays, to be refused.
  if (Number.isSafeInteger(value) && isId) return String(value);
  return within(field, value, normalised, normalisedValue);
}

/**
 * An answer in the form that the definition describes. The service's documents contradict themselves about
 * names, the spelling of enum values, and whether a value is a list, a text or a number: all are accepted.
 */
export function asRead(fields: Fields, live: Properties): Properties {
  return mapFields(fields, renamed(fields, live), readValue);
}

function readValue(field: z.ZodType, value: unknown): unknown {
  const type = typeOf(field);
  if (type === "array") {
    if (value === "" || value === null) return [];
    // Two lists are one bare object in an example or a table (docs/api-notes.md#o27, docs/api-notes.md#o35).
    return within(field, isObject(value) ? [value] : value, asRead, readValue);
  }
  // The one manual invitation is a list in the draft (docs/api-notes.md#o08).
  if (type === "object") return within(field, Array.isArray(value) ? value[0] : value, asRead, readValue);
  if (type === "boolean") return booleans.get(String(value).toLowerCase()) ?? value;
  if (type === "number" && typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
  if (type === "string" && typeof value === "number") return String(value);
  if (type === "enum" && ["string", "number"].includes(typeof value)) return readWord(field, String(value));
  return value;
}

/** An enum value in its published spelling, or the one that its number stands for. What isn't known stays, as text. */
function readWord(field: z.ZodType, value: string): string {
  const numbered = /^\d+$/.test(value) ? factsOf(field).numbered?.[Number(value)] : undefined;
  return numbered ?? enumSpelling(field, value) ?? value;
}

/** Examples write some flags as texts (docs/api-notes.md#o48). */
const booleans = new Map(Object.entries({ true: true, yes: true, false: false, no: false }));

/** A body as it goes out: in the names and spellings of a dialect. */
export function inDialect(fields: Fields, body: Properties, dialect: Dialect): Properties {
  const values = mapFields(fields, body, (field, value) => valueInDialect(field, value, dialect));
  if (dialect === "published") return values;
  const names = Object.entries(values).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [(field && factsOf(field).draftName) ?? name, value];
  });
  return Object.fromEntries(names);
}

function valueInDialect(field: z.ZodType, value: unknown, dialect: Dialect): unknown {
  if (typeof value === "string") {
    const published = enumSpelling(field, value) ?? value;
    return dialect === "draft" ? (draftSpelling(field, published) ?? published) : published;
  }
  return within(
    field,
    value,
    (fields, object) => inDialect(fields, object, dialect),
    (element, entry) => valueInDialect(element, entry, dialect),
  );
}

function draftSpelling(field: z.ZodType, published: string): string | undefined {
  const spellings = Object.entries(factsOf(field).draftSpellings ?? {});
  return spellings.find(([, value]) => value === published)?.[0];
}

function mapFields(
  fields: Fields,
  properties: Properties,
  change: (field: z.ZodType, value: unknown) => unknown,
): Properties {
  const changed = Object.entries(properties).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field && value !== undefined ? change(field, value) : value];
  });
  return Object.fromEntries(changed);
}

/** Goes on into a nested object or a list; anything else stays. */
function within(
  field: z.ZodType,
  value: unknown,
  objects: (fields: Fields, object: Properties) => Properties,
  entries: (element: z.ZodType, entry: unknown) => unknown,
): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(value)) return objects(shape, value);
  const element = elementOf(field);
  return element && Array.isArray(value) ? value.map((entry) => entries(element, entry)) : value;
}
