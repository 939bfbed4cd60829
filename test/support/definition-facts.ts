import { z } from "zod";
import { elementOf, factsOf, innerType, otherSpellings } from "../../provider/core/field-facts";

/** A definition's type of a field in the words of the facts file. Ids are texts there. */
export function factType(field: z.ZodType): string {
  const element = elementOf(field);
  if (element) return `${factType(element)}[]`;
  const inner = innerType(field);
  const { typeName } = factsOf(field);
  if (typeName !== undefined) return typeName;
  if (inner instanceof z.ZodLiteral) return typeof [...inner.values][0] === "number" ? "integer" : "string";
  if (inner instanceof z.ZodRecord) return inner.valueType instanceof z.ZodString ? "map" : "object";
  if (inner instanceof z.ZodNumber) return inner.isInt ? "integer" : "number";
  return inner.type === "enum" ? "string" : inner.type;
}

/** The values of a field that has only some, without other spellings of them. */
export function valuesOf(field: z.ZodType): unknown[] | undefined {
  const inner = innerType(field);
  if (inner instanceof z.ZodLiteral) return [...inner.values];
  if (!(inner instanceof z.ZodEnum)) return undefined;
  return (inner.options as string[]).filter((value) => !Object.hasOwn(otherSpellings(field), value));
}
