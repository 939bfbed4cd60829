import { elementOf, type Fields, factsOf, shapeOf } from "../core/field-facts";
import { isObject, valueAt } from "../core/paths";
import type { Problem } from "../core/validate";

/**
 * Entries of a list whose key is a reference to the same object, such as two of one agent. Where ids are, `validate` finds them;
 * here nobody knows the ids yet.
 */
export function sameReferences(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
  at: string,
): Problem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field ? inValue(field, value, `${at}.${name}`) : [];
  });
}

function inValue(field: Fields[string], value: unknown, path: string): Problem[] {
  const shape = shapeOf(field);
  if (shape && isObject(value)) return sameReferences(shape, value, path);
  const element = elementOf(field);
  if (!element || !Array.isArray(value)) return [];
  const entries = value as readonly unknown[];
  const inside = entries.flatMap((entry, index) => inValue(element, entry, `${path}[${index}]`));
  const { key } = factsOf(field);
  return key === undefined ? inside : [...inside, ...sameKeys(entries, key, path)];
}

function sameKeys(entries: readonly unknown[], key: string, path: string): Problem[] {
  const texts = entries.map((entry) => referenceText(valueAt(entry, key)));
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    if (text === undefined || first === index) return [];
    return [{ path: `${path}[${index}].${key}`, message: `is the same as that of ${path}[${first}].` }];
  });
}

const referenceText = (value: unknown) => (isObject(value) ? JSON.stringify(value) : undefined);
