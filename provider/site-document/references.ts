import type * as z from "zod";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { referenceProperty } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import type { Problem } from "../core/validate";

/** Gives the id for a reference such as `{ campaign: "Sales" }`. */
export type Resolve = (kind: string, name: string, path: string) => unknown;

/** The arguments with the id in place of every reference. What is wrong goes to `problems`. */
export function withReferences(
  fields: Fields,
  args: Readonly<Record<string, unknown>>,
  path: string,
  resolve: Resolve,
  problems: Problem[],
): Record<string, unknown> {
  const resolved = Object.entries(args).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field ? inValue(field, value, `${path}.${name}`, resolve, problems) : value];
  });
  return Object.fromEntries(resolved);
}

function inValue(
  field: z.ZodType,
  value: unknown,
  path: string,
  resolve: Resolve,
  problems: Problem[],
): unknown {
  // What isn't plain is a value that a program gets later.
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  const element = elementOf(field);
  if (Array.isArray(value)) {
    if (!element) return value;
    return value.map((entry, index) => inValue(element, entry, `${path}[${index}]`, resolve, problems));
  }
  const shape = shapeOf(field);
  if (shape) return withReferences(shape, value as Record<string, unknown>, path, resolve, problems);
  const { refersTo } = factsOf(field);
  if (!refersTo) return value;
  return referred(refersTo, value, path, resolve, problems);
}

const isPlain = (value: object) => {
  const made = Object.getPrototypeOf(value);
  return made === null || made === Object.prototype || Array.isArray(value);
};

function referred(
  kinds: readonly string[],
  value: object,
  path: string,
  resolve: Resolve,
  problems: Problem[],
): unknown {
  const [[property, name] = ["", undefined], ...others] = Object.entries(value);
  const kind = kinds.find((one) => referenceProperty(one) === property);
  if (kind !== undefined && typeof name === "string" && others.length === 0) return resolve(kind, name, path);
  const properties = kinds.map(referenceProperty);
  problems.push({
    path,
    message: `must be an id, or name what it refers to as ${properties.map((one) => `{ ${one}: "…" }`).join(" or ")}.${didYouMean(property, properties)}`,
  });
  return undefined;
}
