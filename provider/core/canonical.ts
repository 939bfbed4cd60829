import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import { elementOf, factsOf, innerType, otherSpellings, shapeOf, typeOf } from "./field-facts";
import { inTextOrder } from "./ordering";
import { remembered } from "./remembered";

/**
 * Whether two values of a field mean the same: regardless of enum spelling, letter case of colours
 * and GUIDs, the order of lists without order, and of how "nothing" is written (null, "", [] or left out).
 */
export function equal(schema: z.ZodType, one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(canonical(schema, one), canonical(schema, other));
}

/** The one form of all values that mean the same; undefined for "nothing". */
export function canonical(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  const element = elementOf(schema);
  if (element && Array.isArray(value)) return canonicalList(schema, element, value);
  const shape = shapeOf(schema);
  if (shape && typeof value === "object") return canonicalObject(shape, value as Record<string, unknown>);
  if (typeof value === "number" && isText(schema)) return String(value);
  if (typeof value !== "string") return value;
  return canonicalText(schema, value);
}

const isText = (schema: z.ZodType) => typeOf(schema) === "string";

function canonicalList(schema: z.ZodType, element: z.ZodType, value: unknown[]): unknown {
  if (value.length === 0) return undefined;
  const members = inOrder(element, value).map((member) => canonical(element, member));
  if (!factsOf(schema).unordered) return members;
  return members
    .map((member) => [JSON.stringify(member) ?? "", member] as const)
    .sort(([one], [other]) => inTextOrder(one, other))
    .map(([, member]) => member);
}

/** The entries of a list in the sequence of their `order`, or as they are where one of them has none. */
export function inOrder<Entry>(element: z.ZodType, entries: readonly Entry[]): readonly Entry[] {
  if (!shapeOf(element)?.order) return entries;
  const orderOf = (entry: Entry) => (entry as { order?: unknown } | null)?.order;
  if (!entries.every((entry) => typeof orderOf(entry) === "number")) return entries;
  return [...entries].sort((one, other) => Number(orderOf(one)) - Number(orderOf(other)));
}

function canonicalObject(
  shape: Readonly<Record<string, z.ZodType>>,
  value: Record<string, unknown>,
): unknown {
  const members = Object.entries(shape)
    .map(([name, field]) => [name, canonical(field, value[name])] as const)
    .filter(([, member]) => member !== undefined);
  return Object.fromEntries(members);
}

function canonicalText(schema: z.ZodType, value: string): unknown {
  const type = typeOf(schema);
  if (type === "boolean") return value === "true" ? true : value === "false" ? false : value;
  if (type === "enum") return enumSpelling(schema, value) ?? value;
  return factsOf(schema).caseInsensitive ? value.toLowerCase() : value;
}

/** The published spelling of an enum value in any accepted spelling; undefined for a value that isn't known. */
export function enumSpelling(schema: z.ZodType, value: string): string | undefined {
  if (typeOf(schema) !== "enum") return undefined;
  return spellingsOf(schema).get(value.toLowerCase());
}

/** The published spellings, each under every accepted spelling of the value in small letters. */
const spellingsOf = remembered((schema: z.ZodType): ReadonlyMap<string, string> => {
  const others = otherSpellings(schema);
  const options = (innerType(schema) as z.ZodEnum).options as string[];
  // Of options that differ in case only, the first counts.
  return new Map(options.toReversed().map((option) => [option.toLowerCase(), others[option] ?? option]));
});
