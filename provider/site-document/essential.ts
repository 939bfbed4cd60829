import type * as z from "zod";
import { canonical } from "../core/canonical";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { Secret } from "./secrets";

/** What has to be said of a new object: the fields that aren't empty and don't have their documented default. */
export const essential = (fields: Fields, properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties)
      .map(([name, value]) => [
        name,
        essentialValue(Object.hasOwn(fields, name) ? fields[name] : undefined, value),
      ])
      .filter(([, value]) => value !== undefined),
  );

/** undefined where nothing has to be said. */
function essentialValue(field: z.ZodType | undefined, value: unknown): unknown {
  if (!field || value instanceof Secret) return value;
  if (factsOf(field).secret) return canonical(field, value) === undefined ? undefined : "[secret]";
  const shape = shapeOf(field);
  if (shape && isObject(value)) {
    const members = essential(shape, value);
    return Object.keys(members).length === 0 ? undefined : members;
  }
  const element = elementOf(field);
  if (element && Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((entry) => essentialValue(element, entry) ?? entry);
  }
  const { default: standard } = factsOf(field);
  const said = canonical(field, value);
  return said === undefined || said === canonical(field, standard) ? undefined : value;
}
