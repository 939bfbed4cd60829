import { describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import { systems } from "../../provider/emulator/objects/systems";
import type { FieldRule, FieldRules } from "../../provider/emulator/rules";
import { enumOf, type FactField, facts } from "../support/facts";

interface Table {
  type: string;
  fields: FieldRules;
  /** Requests hold such objects; the marks of those that only answers hold mean nothing. */
  isSent: boolean;
}

/** Every object and nested object of the rules with the type that it stands for. */
function everyTable(): Table[] {
  const found = new Map<FieldRules, Table>();
  const add = (type: string, fields: FieldRules, isSent: boolean) => {
    if (found.has(fields)) return;
    found.set(fields, { type, fields, isSent });
    for (const rule of Object.values(fields)) {
      if (rule.fields && !rule.members && rule.part === undefined)
        add(rule.typeName ?? "", rule.fields, isSent);
    }
  };
  for (const { name, fields } of objects) add(name, fields, true);
  for (const { name, fields } of systems) add(name, fields, name === "LiveChatAgent");
  return [...found.values()];
}

/** O08: manualInvitations in the table, manualInvitation in the example. */
const renamed: Readonly<Record<string, string>> = { manualInvitations: "manualInvitation" };

/** What the rules have besides, and why. */
const ours: Readonly<Record<string, readonly string[]>> = {
  // Only notes of the facts speak of these two includes of the draft.
  DepartmentAutoDistribution: ["department"],
  AgentAutoDistribution: ["agent"],
  // The draft names its operations and never describes it.
  TranslationExcludedWord: ["word"],
  // Of the segments in a chat.
  CustomerSegment: ["id"],
};

/** Types whose marks differ from the facts: seed only, never in a body, though not marked so. */
const readOnlyInstead = new Set(["KBIntegration.selectedKB"]);

describe("the emulator's rules and the facts file", () => {
  const tables = everyTable().map((table) => [table.type, table] as const);

  it.each(tables)("agree on the fields of %s", (type, { fields, isSent }) => {
    const known = facts.types[type];
    const stated = (known?.fields ?? [])
      .map((fact) => ({ ...fact, name: renamed[fact.name] ?? fact.name }))
      .filter(
        ({ name, include }) =>
          (name !== "id" || fields.id) && (!known?.referenced || !include || fields[name]),
      );
    const names = Object.keys(fields).filter((name) => !ours[type]?.includes(name));
    expect(names.sort()).toEqual(
      stated
        .map(({ name }) => name)
        .filter((name) => !ours[type]?.includes(name))
        .sort(),
    );
    for (const fact of stated) compare(type, fields, fact, isSent);
  });

  it("have a table for every object of the facts file that the API reads or writes", () => {
    const served = new Set(everyTable().map(({ type }) => type));
    const named = facts.endpoints.flatMap(({ requestType, responseType }) => [requestType, responseType]);
    // Envelopes, lists of ids and tokens are made by code; two commands have tables of their own.
    const others = [
      "ChatListResponse",
      "OfflineMessageListResponse",
      "IdList",
      "OAuthTokenRequest",
      "OAuthToken",
    ];
    const commands = ["InstallationCode", "ConversionAchieved"];
    const missing = [...new Set(named)].filter((type) => type && !served.has(type));
    expect(missing.filter((type) => ![...others, ...commands].includes(type ?? ""))).toEqual([]);
  });
});

function compare(type: string, fields: FieldRules, fact: FactField, isSent: boolean): void {
  const rule = fields[fact.name] as FieldRule;
  const field = `${type}.${fact.name}`;
  const list = rule.type.endsWith("[]") ? "[]" : "";
  const nested = rule.typeName === undefined ? rule.type : `${rule.typeName}${list}`;
  if (rule.type !== "any") expect({ field, type: nested }).toEqual({ field, type: fact.type });
  const values = rule.expanded ? undefined : enumOf(fact);
  // Named zones are more than the document's list, and only answers hold them.
  if (fact.enumRef !== "TimeZoneOption") expect({ field, values: rule.values }).toEqual({ field, values });
  if (!isSent) return;
  const readOnly = !fact.key && (fact.readOnly || fact.serverAssigned === true || fact.expandOnly === true);
  if (!readOnlyInstead.has(field)) {
    expect({ field, readOnly: rule.readOnly ?? false }).toEqual({ field, readOnly });
  }
  const mandatory = fact.mandatory && !readOnly;
  expect({ field, mandatory: rule.mandatory ?? false }).toEqual({ field, mandatory });
  expect({ field, writeOnly: rule.writeOnly ?? false }).toEqual({
    field,
    writeOnly: fact.writeOnly ?? false,
  });
  if (rule.values === undefined) {
    expect({ field, least: rule.least, most: rule.most }).toEqual({ field, least: fact.min, most: fact.max });
  }
  if (readOnlyInstead.has(field)) return;
  expect({ field, include: rule.expanded?.include }).toEqual({ field, include: fact.include });
  // Where the documents name no default the emulator has one of its own.
  if (fact.default !== undefined && !fact.mandatory) {
    expect({ field, default: rule.default }).toEqual({ field, default: fact.default });
  }
}
