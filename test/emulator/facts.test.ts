import { describe, expect, it } from "vitest";
import { commands } from "../../provider/emulator/commands";
import { objects } from "../../provider/emulator/objects";
import { systems } from "../../provider/emulator/objects/systems";
import type { FieldRule, FieldRules } from "../../provider/emulator/rules";
import { expectNothingToAdd } from "../support/additions/lines";
import { ruleLine, rulesToAdd } from "../support/additions/rules";
import { enumOf, type FactField, facts, setByService } from "../support/facts";
import { addedFields, renamedFields } from "../support/our-reading";

interface Table {
  type: string;
  fields: FieldRules;
  /** Requests hold such objects; the marks of those that only answers hold mean nothing. */
  isSent: boolean;
}

/** Every object and nested object of the rules with the type that it stands for. */
function everyTable(): Table[] {
  const tables = new Map<FieldRules, Table>();
  const add = (type: string, fields: FieldRules, isSent: boolean) => {
    if (tables.has(fields)) return;
    tables.set(fields, { type, fields, isSent });
    for (const rule of Object.values(fields)) {
      if (rule.fields && !rule.members && rule.part === undefined)
        add(rule.typeName ?? "", rule.fields, isSent);
    }
  };
  for (const { name, fields } of objects) add(name, fields, true);
  for (const { name, fields, without = [] } of systems) {
    add(name, fields, !without.includes("create") || !without.includes("update"));
  }
  return [...tables.values()];
}

/** What the rules have besides the facts: those of the segments in a chat. */
const added: typeof addedFields = {
  ...addedFields,
  CustomerSegment: ["id"],
  Department: ["site", "memberIds"],
};

/** A field of the draft alone, which the facts file doesn't mark as read-only. No request holds it. */
const readOnlyInstead = new Set(["KBIntegration.selectedKB"]);

describe("the emulator's rules and the facts file", () => {
  const tables = everyTable().map((table) => [table.type, table] as const);

  it.each(tables)("agree on the fields of %s", (type, { fields, isSent }) => {
    const known = facts.types[type];
    const isAdded = (name: string) => added[type]?.includes(name) ?? false;
    const stated = (known?.fields ?? [])
      .map((fact) => ({ ...fact, name: renamedFields[fact.name] ?? fact.name }))
      .filter(
        ({ name, include }) =>
          (name !== "id" || fields.id) && (!known?.referenced || !include || fields[name]) && !isAdded(name),
      );
    const names = new Set(stated.map(({ name }) => name));
    expectNothingToAdd(stated.filter(({ name }) => !fields[name]).map((fact) => ruleLine(type, fact)));
    const others = Object.keys(fields).filter((name) => !names.has(name) && !isAdded(name));
    expect(others, `test/facts/api.json has no such fields in types.${type}`).toEqual([]);
    for (const fact of stated) compare(type, fields, fact, isSent);
  });

  it("have a table for every object of the facts file that the API reads or writes", () => {
    const served = new Set(everyTable().map(({ type }) => type));
    const named = (facts.endpoints ?? []).flatMap(({ requestType, responseType }) => [
      requestType,
      responseType,
    ]);
    // Tokens, envelopes, lists of ids and forms are made by code.
    const isMadeByCode = (type: string) =>
      type === "OAuthToken" || ["listEnvelope", "array", "form"].includes(facts.types[type]?.kind ?? "");
    const known = new Set([...served, ...commands.map(({ answers }) => answers.typeName)]);
    const missing = [...new Set(named)].filter(
      (type) => type !== null && !known.has(type) && !isMadeByCode(type),
    );
    expectNothingToAdd((missing as string[]).flatMap(rulesToAdd));
  });
});

function compare(type: string, fields: FieldRules, fact: FactField, isSent: boolean): void {
  const rule = fields[fact.name] as FieldRule;
  const field = `${type}.${fact.name}`;
  const list = rule.type.endsWith("[]") ? "[]" : "";
  const nested = rule.typeName === undefined ? rule.type : `${rule.typeName}${list}`;
  if (rule.type !== "any") expect({ field, type: nested }).toEqual({ field, type: fact.type });
  const values = rule.expanded ? undefined : enumOf(fact);
  // Named zones are more than the global API's list, and only answers hold them.
  if (fact.enumRef !== "TimeZoneOption") expect({ field, values: rule.values }).toEqual({ field, values });
  if (!isSent) return;
  const readOnly = setByService(fact);
  if (!readOnlyInstead.has(field)) {
    expect({ field, readOnly: rule.readOnly ?? false }).toEqual({ field, readOnly });
  }
  const required = fact.mandatory && !readOnly;
  expect({ field, required: rule.required ?? false }).toEqual({ field, required });
  expect({ field, writeOnly: rule.writeOnly ?? false }).toEqual({
    field,
    writeOnly: fact.writeOnly ?? false,
  });
  if (rule.values === undefined) {
    expect({ field, minimum: rule.minimum, maximum: rule.maximum }).toEqual({
      field,
      minimum: fact.min,
      maximum: fact.max,
    });
  }
  if (readOnlyInstead.has(field)) return;
  expect({ field, include: rule.expanded?.include }).toEqual({ field, include: fact.include });
  // Where the documents name no default the emulator has one of its own.
  if (fact.default !== undefined && !fact.mandatory) {
    expect({ field, default: rule.default }).toEqual({ field, default: fact.default });
  }
}
