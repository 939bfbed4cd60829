import type * as z from "zod";
import { elementOf, innerType, shapeOf, typeOf } from "../../provider/core/field-facts";
import { groupsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";

/** Every value that an answer may have in a field with a few values, in any field. */
export function allEnumValues(): ReadonlySet<string> {
  const objects = groupsOf(definitions, systems).flatMap(({ operations }) =>
    Object.values(operations).flatMap(({ returns }) => (returns ? [returns.fields] : [])),
  );
  return new Set(objects.flatMap((fields) => Object.values(fields).flatMap(valuesIn)));
}

function valuesIn(field: z.ZodType): string[] {
  if (typeOf(field) === "enum") return (innerType(field) as z.ZodEnum).options as string[];
  const element = elementOf(field);
  if (element) return valuesIn(element);
  return Object.values(shapeOf(field) ?? {}).flatMap(valuesIn);
}
