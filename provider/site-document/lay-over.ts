import type * as z from "zod";
import type { Properties } from "../core/definition";
import { type Fields, shapeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { keyWithinOwner, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";

/**
 * A document with another one on top: objects are matched by their natural key, objects of fields are merged,
 * everything else is replaced, and what is null on top goes.
 */
export const laidOver = (below: Properties, above: Properties): Properties =>
  onObject({ parts: siteParts(definitions), fields: {} }, below, above);

/** What an object may have. */
interface Known {
  parts: readonly SitePart[];
  fields: Fields;
}

function onObject({ parts, fields }: Known, below: Properties, above: Properties): Properties {
  const result = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const part = parts.find(({ property }) => property === name);
    const shape = Object.hasOwn(fields, name) ? shapeOf(fields[name] as z.ZodType) : undefined;
    const before = isObject(result[name]) ? result[name] : {};
    if (value === null) delete result[name];
    else if (part?.isList && Array.isArray(value)) result[name] = onEntries(part, result[name], value);
    else if (part && isObject(value)) result[name] = onObject(knownIn(part), before, value);
    else if (shape && isObject(value)) result[name] = onObject({ parts: [], fields: shape }, before, value);
    else result[name] = value;
  }
  return result;
}

const knownIn = ({ parts, definition }: SitePart): Known => ({ parts, fields: definition.inputs });

function onEntries(part: SitePart, below: unknown, above: readonly unknown[]): unknown[] {
  const keyOf = (entry: unknown) => keyWithinOwner(part, isObject(entry) ? entry : {});
  const entries = Array.isArray(below) ? [...(below as unknown[])] : [];
  for (const entry of above) {
    const key = keyOf(entry);
    const index = entries.findIndex((other) => key !== undefined && keyOf(other) === key);
    const before = entries[index];
    if (isObject(before) && isObject(entry)) entries[index] = onObject(knownIn(part), before, entry);
    else entries.push(entry);
  }
  return entries;
}
