import { describe, expect, it } from "vitest";
import { objects } from "../../provider/emulator/objects";
import type { FieldRule, FieldRules } from "../../provider/emulator/rules";
import { enumOf, type FactField, facts, factsMissing } from "../support/facts";

/** The type of the facts file that the fields of a nested object stand for. */
const nestedTypes: Readonly<Record<string, string>> = {
  conditions: "LiveChatCondition",
  adaptiveButtonOnlineIcon: "Image",
  adaptiveButtonOfflineIcon: "Image",
};

const tables = objects.flatMap(({ name, fields }) => [
  { type: name, fields },
  ...Object.entries(fields)
    .filter(([, rule]) => rule.fields)
    .map(([field, rule]) => ({ type: nestedTypes[field] ?? field, fields: rule.fields ?? {} })),
]);

describe.skipIf(!facts)(`the emulator's rules and the facts file${factsMissing}`, () => {
  it.each(tables)("agree on the fields of $type", ({ type, fields }) => {
    const stated = (facts?.types[type]?.fields ?? []).filter((fact) => fact.name !== "id" || fields.id);
    expect(Object.keys(fields).sort()).toEqual(stated.map((fact) => fact.name).sort());
    for (const fact of stated) compare(fields, fact);
  });

  it("serve every path of the facts file for these objects, in all its spellings", () => {
    const served = new Set(
      objects.flatMap(({ kind, path, otherMemberPaths = [] }) =>
        (kind === "singleton"
          ? [path]
          : [path, `${path}/:id`, ...otherMemberPaths.map((other) => `${other}/:id`)]
        ).map(form),
      ),
    );
    const words =
      /\/(campaigns(\/\{\w+\})?|chatButton|autoInvitations(\/\{\w+\})?|customVariables(\/\{\w+\})?|webhooks(\/\{\w+\})?)$/;
    const stated = (facts?.endpoints ?? [])
      .filter(({ path }) => words.test(path))
      .flatMap(({ path, seedPath, alt = [] }) => [
        path,
        ...(seedPath ? [seedPath] : []),
        ...alt.map((one) => one.path),
      ]);
    expect(stated.length).toBeGreaterThan(20);
    for (const path of stated) expect(served).toContain(form(path));
  });
});

const form = (path: string) => path.toLowerCase().replace(/\{\w+\}|:\w+/g, "*");

function compare(fields: FieldRules, fact: FactField): void {
  const rule = fields[fact.name] as FieldRule;
  const type = rule.fields ? `${nestedTypes[fact.name]}${rule.type === "object[]" ? "[]" : ""}` : rule.type;
  expect({ field: fact.name, type }).toEqual({ field: fact.name, type: fact.type });
  expect({ field: fact.name, readOnly: rule.readOnly ?? false }).toEqual({
    field: fact.name,
    readOnly: fact.readOnly,
  });
  expect({ field: fact.name, mandatory: rule.mandatory ?? false }).toEqual({
    field: fact.name,
    mandatory: fact.mandatory,
  });
  const stated = facts && enumOf(facts, fact);
  expect({ field: fact.name, values: rule.values }).toEqual({ field: fact.name, values: stated });
  // Where the documents name no default the emulator has one of its own.
  if (fact.default !== undefined && !fact.mandatory) {
    expect({ field: fact.name, default: rule.default }).toEqual({ field: fact.name, default: fact.default });
  }
}
