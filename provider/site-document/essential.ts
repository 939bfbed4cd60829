import type * as z from "zod";
import { equal } from "../core/canonical";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import type { Defaults } from "./defaults/tables";
import { Secret } from "./secrets";

/**
 * What has to be said of a new object: the fields that don't have their default, by the table or the documents, and where
 * there is none aren't empty.
 *
 * @param defaults those of the object's kind
 * @param at where the fields are in it: `fields[].`
 */
export const essential = (
  fields: Fields,
  properties: Properties,
  defaults: Defaults = {},
  at = "",
): Properties =>
  Object.fromEntries(
    Object.entries(properties)
      .map(([name, value]) => {
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        return [name, field ? essentialValue(field, value, defaults, at + name) : value];
      })
      .filter(([, value]) => value !== undefined),
  );

/** undefined where nothing has to be said. */
function essentialValue(field: z.ZodType, value: unknown, defaults: Defaults, at: string): unknown {
  if (value instanceof Secret) return value;
  if (equal(field, value, Object.hasOwn(defaults, at) ? defaults[at] : factsOf(field).default)) {
    return undefined;
  }
  if (factsOf(field).secret) return "[secret]";
  const shape = shapeOf(field);
  if (shape && isObject(value)) {
    const members = essential(shape, value, defaults, `${at}.`);
    return Object.keys(members).length === 0 ? undefined : members;
  }
  const element = elementOf(field);
  return element && Array.isArray(value)
    ? value.map((entry) => essentialValue(element, entry, defaults, `${at}[]`) ?? entry)
    : value;
}
