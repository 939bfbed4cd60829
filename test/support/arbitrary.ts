import fc from "fast-check";
import { z } from "zod";
import type { Definition, Properties } from "../../provider/core/definition";
import { elementOf, factsOf, innerType, shapeOf } from "../../provider/core/facts";

/** Any valid inputs of an API object, without its parents: required fields always, others now and then. */
export function inputsOf(definition: Definition): fc.Arbitrary<Properties> {
  return shapeArbitrary(definition.fields);
}

function shapeArbitrary(shape: Readonly<Record<string, z.ZodType>>): fc.Arbitrary<Properties> {
  const writable = Object.entries(shape).filter(([, field]) => !factsOf(field).readOnly);
  const requiredKeys = writable.filter(([, field]) => factsOf(field).required).map(([name]) => name);
  return fc.record(Object.fromEntries(writable.map(([name, field]) => [name, anyValue(field)])), {
    requiredKeys,
    noNullPrototype: true,
  });
}

/** A valid value of a field; never one that means "nothing", which is the same as leaving the field out. */
export function anyValue(field: z.ZodType): fc.Arbitrary<unknown> {
  const element = elementOf(field);
  if (element) return fc.array(anyValue(element), { minLength: 1, maxLength: 4 });
  const shape = shapeOf(field);
  if (shape) return shapeArbitrary(shape);
  const inner = innerType(field);
  if (inner instanceof z.ZodEnum) return fc.constantFrom(...(inner.options as string[]));
  if (inner instanceof z.ZodLiteral) return fc.constantFrom(...inner.values);
  if (inner.type === "boolean") return fc.boolean();
  if (inner.type === "number") return fc.integer({ min: 0, max: 2000 });
  if (inner instanceof z.ZodURL) return fc.webUrl({ validSchemes: ["https"] });
  if (factsOf(field).caseInsensitive) return colorOrId(inner);
  // A required text has something in it: the service refuses an empty name.
  return fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== "");
}

function colorOrId(inner: z.ZodType): fc.Arbitrary<string> {
  const color = fc.stringMatching(/^#[0-9A-Fa-f]{6}$/);
  return inner.safeParse("#000000").success ? color : fc.uuid();
}
