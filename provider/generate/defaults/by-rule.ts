import * as z from "zod";
import type { Definition } from "../../core/definition";
import { elementOf, type Fields, factsOf, innerType, shapeOf, writable } from "../../core/field-facts";
import type { Defaults } from "../../site-document/defaults/tables";

/**
 * The defaults that a new field of a kind gets in the table of site documents: what the API's documents name, else false, 0, an
 * empty text or list, and the first value that there is. What tells objects apart has none, nor what is always written.
 */
export const defaultsByRule = (definition: Definition): Defaults => {
  const { parameters, naturalKey } = definition;
  const fields = Object.entries(definition.inputs).filter(([name]) => !parameters.includes(name));
  return inObject(Object.fromEntries(fields), "", [...naturalKey]);
};

function inObject(fields: Fields, at: string, keys: readonly string[]): Defaults {
  const members = Object.entries(writable(fields)).flatMap(([name, field]) => {
    const below = keys.flatMap((key) => (key.startsWith(`${name}.`) ? [key.slice(name.length + 1)] : []));
    return Object.entries(ofField(field, `${at}${name}`, below, keys.includes(name) || name === "order"));
  });
  return Object.fromEntries(members);
}

function ofField(field: z.ZodType, path: string, keys: readonly string[], isApart: boolean): Defaults {
  const shape = shapeOf(field);
  if (shape) return inObject(shape, `${path}.`, keys);
  const element = elementOf(field);
  const entries = element && shapeOf(element);
  const { key } = factsOf(field);
  return {
    [path]: isApart ? undefined : valueByRule(field),
    ...(entries && inObject(entries, `${path}[].`, key === undefined ? [] : [key])),
  };
}

function valueByRule(field: z.ZodType): unknown {
  const { default: documented, required, secret, refersTo } = factsOf(field);
  if (required || secret || refersTo) return undefined;
  if (documented !== undefined) return documented;
  const candidates = [elementOf(field) && [], false, "", 0, ...optionsOf(field)];
  const isRight = (value: unknown) => value !== undefined && field.safeParse(value).success;
  return candidates.find(isRight);
}

/** The values of a choice, in the sequence of the API's documents. */
function optionsOf(field: z.ZodType): readonly unknown[] {
  const inner = innerType(field);
  if (inner instanceof z.ZodEnum) return inner.options;
  return inner instanceof z.ZodLiteral ? [...inner.values] : [];
}
