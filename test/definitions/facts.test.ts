import { describe, expect, it } from "vitest";
import { z } from "zod";
import { elementOf, factsOf, innerType, shapeOf } from "../../provider/core/facts";
import { definitions } from "../../provider/definitions";
import { enumOf, type FactField, facts, factsMissing } from "../support/facts";

type Fields = Readonly<Record<string, z.ZodType>>;

/** Every defined object and nested object with the type of the facts file that it stands for. */
function definedTypes(): Map<string, Fields> {
  const found = new Map<string, Fields>();
  const visit = (field: z.ZodType) => {
    const nested = elementOf(field) ?? field;
    const shape = shapeOf(nested);
    if (!shape) return;
    found.set(factsOf(nested).typeName ?? "", shape);
    Object.values(shape).forEach(visit);
  };
  for (const definition of definitions) {
    found.set(definition.name, definition.fields);
    Object.values(definition.fields).forEach(visit);
  }
  return found;
}

/** The type in the words of the facts file. */
function typeText(field: z.ZodType): string {
  const element = elementOf(field);
  if (element) return `${typeText(element)}[]`;
  const inner = innerType(field);
  if (shapeOf(field)) return factsOf(field).typeName ?? "object";
  return { number: "integer", literal: "integer", enum: "string" }[inner.type as string] ?? inner.type;
}

/** Ids and file keys are texts of a form of their own. */
const factType = (fact: FactField) => (fact.type === "guid" ? "string" : fact.type);

describe.skipIf(!facts)(`the definitions and the facts file${factsMissing}`, () => {
  it.each([...definedTypes()])("agree on the fields of %s", (name, fields) => {
    const known = facts?.types[name]?.fields ?? [];
    const stated = known.filter((fact) => fact.name !== "id" || fields.id).map((fact) => fact.name);
    expect(Object.keys(fields).sort()).toEqual(stated.sort());
  });

  const pairs = [...definedTypes()].flatMap(([type, fields]) =>
    Object.entries(fields).map(([name, field]) => {
      const fact = facts?.types[type]?.fields.find((one) => one.name === name);
      return { title: `${type}.${name}`, field, fact };
    }),
  );

  it.each(pairs)("agree on $title", ({ field, fact }) => {
    if (!facts || !fact) throw new Error("The facts file doesn't have the field");
    const { readOnly = false, required = false, aliases = {}, default: assumed } = factsOf(field);
    expect(typeText(field)).toBe(factType(fact));
    expect(readOnly).toBe(fact.readOnly);
    expect(required).toBe(fact.mandatory);
    const inner = innerType(field);
    const offered =
      inner instanceof z.ZodEnum
        ? (inner.options as string[]).filter((value) => !Object.hasOwn(aliases, value))
        : inner instanceof z.ZodLiteral
          ? [...inner.values]
          : undefined;
    expect(offered).toEqual(enumOf(facts, fact));
    // A default of a mandatory field is a contradiction in the documents; mandatory wins.
    if (!required) expect(assumed).toEqual(fact.default);
    for (const value of draftSpellings(fact)) expect(inner.safeParse(value).success, value).toBe(true);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "agree on the endpoints and the natural key of %s",
    (name, definition) => {
      const methods = (path: string) =>
        (facts?.endpoints ?? [])
          .filter((endpoint) => endpoint.path.replace(/\{\w+\}/g, "{}") === path.replace(/\{\w+\}/g, "{}"))
          .map((endpoint) => endpoint.method)
          .sort();
      if (definition.kind === "singleton") expect(methods(definition.path)).toEqual(["GET", "PUT"]);
      else {
        expect(methods(definition.path)).toEqual(["GET", "POST"]);
        expect(methods(`${definition.path}/{id}`)).toEqual(["DELETE", "GET", "PUT"]);
      }
      const key = facts?.types[name]?.fields.filter((fact) => fact.naturalKey).map((fact) => fact.name);
      expect([...definition.naturalKey]).toEqual(key);
    },
  );
});

function draftSpellings(fact: FactField): string[] {
  const stated = fact.conflict?.seed?.enum?.split("|") ?? [];
  const named = fact.enumRef ? Object.keys(facts?.enums[fact.enumRef]?.seedValues ?? {}) : [];
  return [...stated, ...named];
}
