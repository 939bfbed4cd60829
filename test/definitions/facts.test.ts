import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  elementOf,
  factsOf,
  innerType,
  isAlwaysAnswered,
  otherSpellings,
  shapeOf,
} from "../../provider/core/field-facts";
import { lookupsOf } from "../../provider/core/lookup";
import type { ObjectType } from "../../provider/core/operation";
import { groupsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { systems } from "../../provider/definitions/systems";
import { enumOf, type FactField, type Facts, facts, factsMissing, setByService } from "../support/facts";

type Fields = Readonly<Record<string, z.ZodType>>;

/** Where we read the documents differently than the facts file: what we take instead, and why. */
const ours: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // An entry of a form's list, a rule and a result can't be matched without its name.
  "CampaignFormField.field": { required: true },
  "LiveChatField.name": { required: true },
  "CustomRule.name": { required: true },
  "CustomVariableResult.name": { required: true },
  // The documents say percent and port; the bounds follow from the words.
  "ChatbotIntegration.percentageToChatbot": { minimum: 0, maximum: 100 },
  "CustomRule.percentageToBot": { minimum: 0, maximum: 100 },
  "Routing.percentageToBot": { minimum: 0, maximum: 100 },
  "Routing.percentageToBotWhenNoRuleMatched": { minimum: 0, maximum: 100 },
  "CustomSMTPServer.port": { minimum: 0, maximum: 65535 },
  // The documents call it the same thing as Campaign.language, which has the default.
  "Language.defaultLanguage": { default: "English" },
  // Only the draft has it, beside the published selectedKBId, and offers include=knowledgeBase for it.
  "KBIntegration.selectedKB": { type: "object", readOnly: true, include: "knowledgeBase" },
  // Only answers hold them, and a site's time zones may be more than the global API's list, which has a mistake.
  "Agent.timeZone": { values: undefined },
  "Contact.timeZone": { values: undefined },
};

/** What the facts file has only in a note, or doesn't describe. */
const added = {
  DepartmentAutoDistribution: ["department"],
  AgentAutoDistribution: ["agent"],
  TranslationExcludedWord: ["id", "word"],
} as Readonly<Record<string, readonly string[]>>;

/** The facts file has the published table's plural for the one object (docs/api-notes.md#o08). */
const renamedFields: Readonly<Record<string, string>> = { manualInvitations: "manualInvitation" };

/** The facts file marks no natural key in these objects (docs/api-notes.md#natural-keys). */
const naturalKeys: Readonly<Record<string, readonly string[]>> = {
  Ban: ["type", "visitorId", "ip", "ipRangeFrom", "ipRangeTo"],
  CampaignFormField: ["field.name"],
};

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

/** The type in the words of the facts file. */
function typeText(field: z.ZodType): string {
  const element = elementOf(field);
  if (element) return `${typeText(element)}[]`;
  const inner = innerType(field);
  if (factsOf(field).typeName) return factsOf(field).typeName ?? "";
  if (inner instanceof z.ZodLiteral) return typeof [...inner.values][0] === "number" ? "integer" : "string";
  if (inner instanceof z.ZodRecord) return inner.valueType instanceof z.ZodString ? "map" : "object";
  if (inner instanceof z.ZodNumber) return inner.isInt ? "integer" : "number";
  return inner.type === "enum" ? "string" : inner.type;
}

/** Ids and file keys are texts of a form of their own. */
const factType = ({ type }: FactField) => type.replace("guid", "string");

/** What the facts file and a definition both say of a field, in the same words. */
function stated(known: Facts, fact: FactField, { type, isSent }: Written, isSingleton: boolean) {
  const values = enumOf(known, fact);
  const include = known.types[type]?.referenced ? undefined : fact.include;
  const secret = (fact.secret ?? false) !== false;
  const marks = { type: factType(fact), values, include, secret };
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
  const inner = innerType(field);
  const known = factsOf(field);
  const other = otherSpellings(field);
  const values =
    inner instanceof z.ZodEnum
      ? (inner.options as string[]).filter((value) => !Object.hasOwn(other, value))
      : inner instanceof z.ZodLiteral
        ? [...inner.values]
        : undefined;
  const include = facts?.types[type]?.referenced ? undefined : known.include;
  const marks = { type: typeText(field), values, include, secret: known.secret ?? false };
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

describe.skipIf(!facts)(`the definitions and the facts file${factsMissing}`, () => {
  const types = writtenTypes();

  it.each(types.map((one) => [one.type, one] as const))("agree on the fields of %s", (type, { fields }) => {
    const known = facts?.types[type];
    const names = Object.keys(fields).filter((name) => !["id", ...(added[type] ?? [])].includes(name));
    const expected = (known?.fields ?? [])
      .map((fact) => ({ ...fact, name: renamedFields[fact.name] ?? fact.name }))
      // What an include adds to an object of the global API isn't always reached from here.
      .filter(({ name, include }) => name !== "id" && (!known?.referenced || !include || fields[name]))
      .map(({ name }) => name);
    expect(names.sort()).toEqual(expected.sort());
  });

  const singletons = new Set(definitions.filter(({ hasId }) => !hasId).map(({ fields }) => fields));
  const pairs = types.flatMap((one) =>
    Object.entries(one.fields)
      .filter(([name]) => !added[one.type]?.includes(name))
      .map(([name, field]) => {
        const fact = facts?.types[one.type]?.fields.find(
          (fact) => (renamedFields[fact.name] ?? fact.name) === name,
        );
        return { title: `${one.type}.${name}`, field, fact, one };
      }),
  );

  it.each(pairs)("agree on $title", ({ title, field, fact, one }) => {
    if (!facts || !fact) throw new Error("The facts file doesn't have the field");
    const expected = stated(facts, fact, one, singletons.has(one.fields));
    const instead = Object.entries(ours[title] ?? {}).filter(([name]) => name in expected);
    expect(written(field, one)).toEqual({ ...expected, ...Object.fromEntries(instead) });
    for (const value of draftSpellings(fact))
      expect(innerType(field).safeParse(value).success, value).toBe(true);
  });

  it.each(Object.entries(ours))("differ in what is listed as our own reading of %s", (title, reading) => {
    const pair =
      pairs.find((one) => one.title === title && one.one.isSent) ?? pairs.find((one) => one.title === title);
    if (!facts || !pair?.fact) throw new Error("No definition has the field");
    expect(stated(facts, pair.fact, pair.one, singletons.has(pair.one.fields))).not.toMatchObject(reading);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "agree on the natural key of %s",
    (name, definition) => {
      const key = (facts?.types[name]?.fields ?? [])
        .filter((fact) => fact.naturalKey)
        .map((fact) => fact.name);
      const expected = definition.hasId ? (naturalKeys[name] ?? key) : [];
      expect(definition.naturalKey).toEqual(expected);
    },
  );

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "agree on the permissions for %s",
    (_name, { path, memberPath, permissions: { read = [], write = [] } }) => {
      const own = new Set([path, memberPath].map((one) => form(`${one}`)));
      const endpoints = (facts?.endpoints ?? []).filter((endpoint) => {
        const [above = ""] = endpoint.path.split(/\/\{\w+\}$/);
        return own.has(form(endpoint.path)) || own.has(form(above));
      });
      expect(endpoints.length).toBeGreaterThanOrEqual(2);
      for (const endpoint of endpoints) {
        // The draft's single words of a list have no permission of their own.
        if (endpoint.resource === "translationExcludedWord") continue;
        const needed = endpoint.method === "GET" ? read : write;
        expect([endpoint.method, endpoint.path, [...needed].sort()]).toEqual([
          endpoint.method,
          endpoint.path,
          [...endpoint.permissions].sort(),
        ]);
      }
    },
  );
});

/** Paths differ in the names of their parameters, and one parameter stands for the name of a form. */
const form = (path: string) =>
  path
    .toLowerCase()
    .replace(/\{form\}|(?<=\}\/)(prechat|postchat|offlinemessage|agentwrapup)(?=\/campaignformfields)/g, "{}")
    .replace(/\{\w+\}/g, "{}");

function draftSpellings(fact: FactField): string[] {
  const stated = fact.conflict?.seed?.enum?.split("|").filter((value) => value !== "none") ?? [];
  const named = fact.enumRef ? Object.keys(facts?.enums[fact.enumRef]?.seedValues ?? {}) : [];
  return [...stated, ...named];
}
