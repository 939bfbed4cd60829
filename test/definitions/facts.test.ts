import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { elementOf, factsOf, innerType, isAlwaysAnswered, shapeOf } from "../../provider/core/field-facts";
import { lookupsOf } from "../../provider/core/lookup";
import type { ObjectType } from "../../provider/core/operation";
import { groupsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";
import { definitionLine } from "../support/additions/definition";
import { endpointLines, factLine, typeLine } from "../support/additions/facts";
import { expectNothingToAdd } from "../support/additions/lines";
import { factType, valuesOf } from "../support/definition-facts";
import { enumOf, type FactField, facts, setByService } from "../support/facts";
import { addedFields, naturalKeys, ourReading, renamedFields } from "../support/our-reading";

type Fields = Readonly<Record<string, z.ZodType>>;

interface Written {
  type: string;
  fields: Fields;
  /** Whether requests hold it; the documents' marks on what only answers hold mean nothing. */
  isSent: boolean;
}

/** Every object and nested object of definitions and operations with the type that it stands for. */
function writtenTypes(): Written[] {
  const found = new Map<Fields, Written>();
  const add = (type: string, fields: Fields, isSent: boolean) => {
    if (found.get(fields)?.isSent || (found.has(fields) && !isSent)) return;
    found.set(fields, { type, fields, isSent });
    for (const field of Object.values(fields)) visit(field, isSent);
  };
  const visit = (field: z.ZodType, isSent: boolean) => {
    const nested = elementOf(field) ?? field;
    const shape = shapeOf(nested);
    if (shape) add(factsOf(nested).typeName ?? "", shape, isSent && !isServices(field));
  };
  for (const definition of definitions) add(definition.name, definition.fields, true);
  for (const { operations } of groupsOf(definitions, systems)) {
    for (const { returns, body } of Object.values(operations)) {
      const sent = bodyType(body);
      if (sent) add(sent.name, sent.fields, true);
      if (returns) add(returns.name, returns.fields, false);
    }
  }
  return [...found.values()];
}

const isServices = (field: z.ZodType) => (factsOf(field).readOnly ?? false) || !isAlwaysAnswered(field);

function bodyType(body: ObjectType | { listOf: ObjectType } | "ids" | undefined): ObjectType | undefined {
  if (body === undefined || body === "ids") return undefined;
  return "listOf" in body ? body.listOf : body;
}

/** Ids and file keys are texts of a form of their own. */
const typeOf = ({ type }: FactField) => type.replace("guid", "string");

/** What the facts file and a definition both say of a field, in the same words. */
function stated(fact: FactField, { type, isSent }: Written, isSingleton: boolean) {
  const values = enumOf(fact);
  const include = facts.types[type]?.referenced ? undefined : fact.include;
  const secret = (fact.secret ?? false) !== false;
  const marks = { type: typeOf(fact), values, include, secret };
  if (!isSent) return marks;
  const isMeaning = fact.dependsOn?.startsWith("meaning follows") ?? false;
  return {
    ...marks,
    readOnly: setByService(fact),
    // A singleton is there before it is declared, so nothing of it has to be.
    required: fact.mandatory && !setByService(fact) && !isSingleton,
    isConditional: fact.dependsOn !== undefined && !isMeaning && !fact.expandOnly,
    isRequiredByCondition: fact.mandatoryWhen !== undefined && !setByService(fact) && !isSingleton,
    // A default of a mandatory field is a contradiction in the documents; mandatory wins.
    default: fact.mandatory ? undefined : fact.default,
    minimum: values ? undefined : fact.min,
    maximum: values ? undefined : fact.max,
    writeOnly: fact.writeOnly ?? false,
    refersTo: setByService(fact) ? [] : (fact.references ?? []).filter((name) => found.has(name)),
  };
}

/** The kinds of object that can be looked up by name. */
const found = new Set(lookupsOf(definitions, systems).map(({ name }) => name));

/** The same of a definition. */
function written(field: z.ZodType, { type, isSent }: Written) {
  const known = factsOf(field);
  const include = facts.types[type]?.referenced ? undefined : known.include;
  const marks = { type: factType(field), values: valuesOf(field), include, secret: known.secret ?? false };
  if (!isSent) return marks;
  return {
    ...marks,
    readOnly: isServices(field),
    required: known.required ?? false,
    isConditional: known.when !== undefined,
    isRequiredByCondition: known.requiredWhen !== undefined,
    default: known.required ? undefined : known.default,
    minimum: known.minimum,
    maximum: known.maximum,
    writeOnly: known.writeOnly ?? false,
    refersTo: [...(known.refersTo ?? factsOf(elementOf(field) ?? field).refersTo ?? [])],
  };
}

describe("the definitions and the facts file", () => {
  const types = writtenTypes();

  it.each(types.map((one) => [one.type, one] as const))("agree on the fields of %s", (type, { fields }) => {
    const known = facts.types[type];
    const definition = definitions.find((one) => one.fields === fields);
    if (!known && definition) expectNothingToAdd([typeLine(definition)]);
    const expected = (known?.fields ?? [])
      .map((fact) => ({ ...fact, name: renamedFields[fact.name] ?? fact.name }))
      // What an include adds to an object of the global API isn't always reached from here.
      .filter(({ name, include }) => name !== "id" && (!known?.referenced || !include || fields[name]));
    const names = new Set(expected.map(({ name }) => name));
    const others = Object.entries(fields).filter(
      ([name]) => name !== "id" && !addedFields[type]?.includes(name) && !names.has(name),
    );
    expectNothingToAdd([
      ...expected.filter(({ name }) => !fields[name]).map((fact) => definitionLine(type, fact)),
      ...others.map(([name, field]) => factLine(type, name, field)),
    ]);
  });

  const singletons = new Set(definitions.filter(({ hasId }) => !hasId).map(({ fields }) => fields));
  const pairs = types.flatMap((one) =>
    Object.entries(one.fields).flatMap(([name, field]) => {
      const fact = facts.types[one.type]?.fields.find(
        (fact) => (renamedFields[fact.name] ?? fact.name) === name,
      );
      return fact ? [{ title: `${one.type}.${name}`, field, fact, one }] : [];
    }),
  );

  it.each(pairs)("agree on $title", ({ title, field, fact, one }) => {
    const expected = stated(fact, one, singletons.has(one.fields));
    const instead = Object.entries(ourReading[title] ?? {}).filter(([name]) => name in expected);
    expect(written(field, one), howToAgree(title, fact)).toEqual({
      ...expected,
      ...Object.fromEntries(instead),
    });
    for (const value of draftSpellings(fact))
      expect(innerType(field).safeParse(value).success, value).toBe(true);
  });

  it.each(Object.entries(ourReading))(
    "differ in what is listed as our own reading of %s",
    (title, reading) => {
      const pair =
        pairs.find((one) => one.title === title && one.one.isSent) ??
        pairs.find((one) => one.title === title);
      if (!pair) throw new Error("No definition has the field");
      expect(stated(pair.fact, pair.one, singletons.has(pair.one.fields))).not.toMatchObject(reading);
    },
  );

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "agree on the natural key of %s",
    (name, definition) => {
      const key = (facts.types[name]?.fields ?? [])
        .filter((fact) => fact.naturalKey)
        .map((fact) => fact.name);
      const expected = definition.hasId ? (naturalKeys[name] ?? key) : [];
      expect(
        definition.naturalKey,
        `give the facts of these fields "naturalKey": true, or test/support/our-reading.ts, naturalKeys: ${name}: ${JSON.stringify(definition.naturalKey)},`,
      ).toEqual(expected);
    },
  );

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "agree on the permissions for %s",
    (_name, definition) => {
      const { path, memberPath, permissions } = definition;
      const own = new Set([path, memberPath].map((one) => form(`${one}`)));
      const endpoints = facts.endpoints.filter((endpoint) => {
        const [above = ""] = endpoint.path.split(/\/\{\w+\}$/);
        return own.has(form(endpoint.path)) || own.has(form(above));
      });
      if (endpoints.length === 0) expectNothingToAdd(endpointLines(definition));
      for (const endpoint of endpoints) {
        // The draft's single words of a list have no permission of their own.
        if (endpoint.resource === "translationExcludedWord") continue;
        const needed = (endpoint.method === "GET" ? permissions.read : permissions.write) ?? [];
        expect([endpoint.method, endpoint.path, [...needed].sort()]).toEqual([
          endpoint.method,
          endpoint.path,
          [...endpoint.permissions].sort(),
        ]);
      }
    },
  );
});

/** What to do about a field that the two don't agree on, for those who have looked into the API document. */
const howToAgree = (title: string, fact: FactField) =>
  `where the facts are right, ${definitionLine(title.split(".")[0] ?? "", fact)} where they aren't, test/support/our-reading.ts, ourReading: "${title}": { … }, with what is read instead`;

/** Paths differ in the names of their parameters, and one parameter stands for the name of a form. */
const form = (path: string) =>
  path
    .toLowerCase()
    .replace(/\{form\}|(?<=\}\/)(prechat|postchat|offlinemessage|agentwrapup)(?=\/campaignformfields)/g, "{}")
    .replace(/\{\w+\}/g, "{}");

function draftSpellings(fact: FactField): string[] {
  const stated = fact.conflict?.seed?.enum?.split("|").filter((value) => value !== "none") ?? [];
  const named = fact.enumRef ? Object.keys(facts.enums[fact.enumRef]?.seedValues ?? {}) : [];
  return [...stated, ...named];
}
