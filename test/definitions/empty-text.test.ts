import { describe, expect, it } from "vitest";
import type * as z from "zod";
import {
  elementOf,
  type Fields,
  factsOf,
  innerType,
  isId,
  shapeOf,
  typeOf,
  writable,
} from "../../provider/core/field-facts";
import { UNKNOWN } from "../../provider/core/unknown";
import { validate } from "../../provider/core/validate";
import { definitions } from "../../provider/definitions";

interface Conditional {
  path: string;
  /** An object of the resource in which the condition isn't met, and the field is an empty text. */
  inputs: Record<string, unknown>;
}

/** Every text, address, id and enum that only has an effect under a condition, at any depth. */
function conditionalIn(
  fields: Fields,
  wrap: (inner: object) => Record<string, unknown>,
  path = "",
): Conditional[] {
  return Object.entries(writable(fields)).flatMap(([name, field]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const own =
      factsOf(field).when !== undefined && isText(field)
        ? [{ path: at, inputs: wrap({ ...notMet(fields, field), [name]: "" }) }]
        : [];
    const shape = shapeOf(innerType(field));
    const element = elementOf(field);
    const entry = element && shapeOf(element);
    const below = shape
      ? conditionalIn(shape, (inner) => wrap({ [name]: inner }), at)
      : entry
        ? conditionalIn(entry, (inner) => wrap({ [name]: [inner] }), `${at}[0]`)
        : [];
    return [...own, ...below];
  });
}

const isText = (field: z.ZodType) =>
  typeOf(field) === "enum" ||
  (typeOf(field) === "string" && (!factsOf(field).caseInsensitive || isId(field)));

/** What the field's condition is about, with a value for which it isn't met. */
function notMet(fields: Fields, field: z.ZodType): Record<string, unknown> {
  const { when } = factsOf(field);
  if (typeof when !== "object" || when.field.includes(".")) return {};
  const other = fields[when.field];
  if (!other) return {};
  if (typeOf(other) === "boolean") return { [when.field]: !when.values[0] };
  const { options } = innerType(other) as z.ZodEnum;
  return { [when.field]: options.find((option) => !when.values.includes(String(option))) };
}

describe("an empty text for a field that has no effect here is what the service answers, and no mistake", () => {
  const all = definitions.flatMap((definition) =>
    conditionalIn(definition.fields, (inputs) => ({ ...inputs })).map(
      (conditional) => [`${definition.name}.${conditional.path}`, definition, conditional] as const,
    ),
  );

  it("of many fields", () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it.each(all)("%s", (_, definition, { path, inputs }) => {
    const parameters = Object.fromEntries(definition.parameters.map((name) => [name, UNKNOWN]));
    const problems = validate(definition, { ...parameters, ...inputs });
    expect(problems.filter((problem) => problem.path === path)).toEqual([]);
  });
});
