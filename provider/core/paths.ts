import type * as z from "zod";
import { shapeOf } from "./field-facts";

/** The value at a path such as `field.name`; undefined when there is none. */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** The object with another value at a path such as `field.name`. */
export function withValueAt<Result extends Record<string, unknown>>(
  object: Result,
  path: string,
  value: unknown,
): Result {
  const [first = "", ...below] = path.split(".");
  const member = object[first];
  const changed =
    below.length === 0 ? value : withValueAt(isObject(member) ? member : {}, below.join("."), value);
  return { ...object, [first]: changed };
}

/** The field at a path such as `field.name`; undefined when there is none. */
export function fieldAt(fields: Readonly<Record<string, z.ZodType>>, path: string): z.ZodType | undefined {
  const [first = "", ...below] = path.split(".");
  const field = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (!field || below.length === 0) return field;
  return fieldAt(shapeOf(field) ?? {}, below.join("."));
}

/** The names of the parameters in an endpoint's path, such as `campaignId` for `{campaignId}`, in their order. */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** Whether a value has members by name: neither a list nor nothing. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
