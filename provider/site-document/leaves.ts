import type * as z from "zod";
import type { Properties } from "../core/definition";
import { entryProperties } from "../core/entry-properties";
import { elementOf, type Fields, shapeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import type { SitePart } from "../core/site-parts";
import { inSite, type Known } from "./members";

/** Gives a value for one in a document that is neither a list nor an object of fields: a text, a reference. */
export type ChangeLeaf = (field: z.ZodType, value: unknown, path: string) => unknown;

/** The document with every such value changed. What isn't part of a document stays as it is. */
export const withLeaves = (document: Properties, change: ChangeLeaf): Properties =>
  withLeavesOf(inSite, document, change);

/** As `withLeaves`, in an object of a document. */
export const withLeavesOf = ({ parts, fields }: Known, object: Properties, change: ChangeLeaf): Properties =>
  ofParts(parts, fields, object, "", change);

function ofParts(
  parts: readonly SitePart[],
  fields: Fields,
  described: Properties,
  path: string,
  change: ChangeLeaf,
): Properties {
  const changed = Object.entries(described).map(([name, value]) => {
    const place = path === "" ? name : `${path}.${name}`;
    const part = parts.find(({ property }) => property === name);
    if (part) return [name, ofEntries(part, value, place, change)];
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field ? ofField(field, value, place, change) : value];
  });
  return Object.fromEntries(changed);
}

function ofEntries(part: SitePart, value: unknown, path: string, change: ChangeLeaf): unknown {
  if (Array.isArray(value)) {
    return value.map((entry, index) => ofEntries(part, entry, `${path}[${index}]`, change));
  }
  if (!isObject(value)) return value;
  return ofParts(part.parts, { ...part.definition.inputs, ...entryProperties(part) }, value, path, change);
}

function ofField(field: z.ZodType, value: unknown, path: string, change: ChangeLeaf): unknown {
  const element = elementOf(field);
  if (element && Array.isArray(value)) {
    return value.map((entry, index) => ofField(element, entry, `${path}[${index}]`, change));
  }
  const shape = shapeOf(field);
  return shape && isObject(value) ? ofParts([], shape, value, path, change) : change(field, value, path);
}
