import { isIgnored } from "../../core/conditions";
import type { Properties } from "../../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../../core/field-facts";
import { type SitePart, siteParts } from "../../core/site-parts";
import { definitions } from "../../definitions";
import { fieldsOf } from "../compare-fields";
import { type Defaults, type DefaultsTable, isFields } from "./tables";

/**
 * The document with every field that it leaves out at the default of the table. What has no effect beside the other values
 * stays out, and what is null isn't managed. Objects are those that the document has: it adds none.
 */
export const withDefaults = (document: Properties, table: DefaultsTable): Properties =>
  ofParts(siteParts(definitions), document, table, new Set());

/** @param declared the kinds that are declared as objects of their own: lists of the same are left to these */
function ofParts(
  parts: readonly SitePart[],
  described: Properties,
  table: DefaultsTable,
  declared: ReadonlySet<string>,
): Properties {
  const filled = parts.flatMap((part) => {
    const value = described[part.property];
    if (value === undefined) return [];
    const ofEntry = (entry: unknown) => (isFields(entry) ? filledEntry(part, entry, table, declared) : entry);
    return [[part.property, Array.isArray(value) ? value.map(ofEntry) : ofEntry(value)]];
  });
  return { ...described, ...Object.fromEntries(filled) };
}

function filledEntry(
  part: SitePart,
  entry: Properties,
  table: DefaultsTable,
  above: ReadonlySet<string>,
): Properties {
  const declared = new Set([...above, ...kindsBelow(part, entry)]);
  const fields = Object.entries(fieldsOf(part)).filter(
    ([, field]) => !declared.has(factsOf(field).resource ?? ""),
  );
  const own = filledFields(Object.fromEntries(fields), entry, table[part.definition.name] ?? {});
  return ofParts(part.parts, own, table, declared);
}

/** The kinds that are declared below an entry in lists of their own. */
const kindsBelow = (part: SitePart, entry: Properties): string[] =>
  part.parts.flatMap((below) => {
    const value = entry[below.property];
    if (below.isList) return Array.isArray(value) ? [below.definition.name] : [];
    return isFields(value) ? kindsBelow(below, value) : [];
  });

/**
 * The fields of an object, at any depth.
 *
 * @param at where the object is among the defaults: empty, or `fields[].field.`
 */
export function filledFields(fields: Fields, declared: Properties, defaults: Defaults, at = ""): Properties {
  const isWritten = (name: string) => declared[name] !== undefined;
  const values = { ...declared };
  for (const [name, field] of Object.entries(writable(fields))) {
    const value = isWritten(name) ? declared[name] : (defaults[at + name] ?? undefined);
    if (value !== undefined) values[name] = filledValue(field, value, defaults, at + name);
  }
  const stays = (name: string) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (isWritten(name) || field === undefined) return declared[name] !== null;
    return !isIgnored(field, fields, values);
  };
  return Object.fromEntries(Object.entries(values).filter(([name]) => stays(name)));
}

/** A value with the defaults of what is in it. */
export function filledValue(field: Fields[string], value: unknown, defaults: Defaults, at: string): unknown {
  const shape = field && shapeOf(field);
  if (shape && isFields(value)) return filledFields(shape, value, defaults, `${at}.`);
  const element = field && elementOf(field);
  if (!element || !Array.isArray(value)) return value;
  return value.map((entry) => filledValue(element, entry, defaults, `${at}[]`));
}
