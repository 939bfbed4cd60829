import { objects } from "../../provider/emulator/objects";
import type { FieldRule, FieldRules, ObjectRules } from "../../provider/emulator/rules";
import type { TestEmulator } from "./emulator";

/**
 * A new object for each parameter of the paths: its id by the parameter's name, such as `campaignId`. The site has
 * the agent and the department that the samples name.
 */
export async function newParents(emulator: TestEmulator): Promise<Readonly<Record<string, string>>> {
  await emulator.load({ agents: [{ id: values.integer }], departments: [{ id: values.guid }] });
  const parents: Record<string, string> = {};
  const owners = objects.flatMap(({ path }) =>
    [...path.matchAll(/\/:(\w+)/g)].map(({ index, 1: parameter = "" }) => ({
      parameter,
      rules: objects.find((owner) => owner.path === path.slice(0, index)),
    })),
  );
  for (const { parameter, rules } of owners) {
    if (parents[parameter] !== undefined || !rules) continue;
    const { id } = await emulator.call<{ id: string }>(
      "POST",
      filled(rules.path, parents),
      requiredIn(rules),
    );
    parents[parameter] = id;
  }
  return parents;
}

/** A path of the rules with these ids. Below /api/v3/livechat. */
export const filled = (path: string, parents: Readonly<Record<string, string>>): string =>
  path.replace("/livechat", "").replace(/:(\w+)/g, (_, parameter: string) => parents[parameter] ?? "");

const isRequired = (rule: FieldRule | undefined) => rule?.required || rule?.requiredWhen !== undefined;

/** The least that a request holds. */
export const requiredIn = (rules: ObjectRules) =>
  Object.fromEntries(Object.entries(body(rules.fields)).filter(([name]) => isRequired(rules.fields[name])));

/** A right value of a field, another than the default. */
function sample(rule: FieldRule): unknown {
  const { fields = {} } = rule;
  if (rule.members?.only !== undefined) return ["x"];
  if (rule.values) return rule.type.endsWith("[]") ? [rule.values.at(-1)] : rule.values.at(-1);
  return (
    samples[rule.format ?? "none"] ??
    { ...values, object: body(fields), "object[]": [body(fields)] }[rule.type]
  );
}

const samples: Readonly<Record<string, string>> = {
  colour: "#123456",
  bareColour: "123456",
  url: "https://example.com/x",
};

const values = {
  string: "x",
  guid: "x",
  integer: 3,
  number: 1.5,
  boolean: true,
  datetime: "2026-01-02T03:04:05Z",
  "string[]": ["x"],
  "guid[]": ["x"],
  "integer[]": [3],
  any: "x",
};

/** All that a request may hold. */
export function body(fields: FieldRules): Record<string, unknown> {
  const writable = Object.entries(fields).filter(([, rule]) => !rule.readOnly && !rule.expanded);
  return Object.fromEntries(writable.map(([name, rule]) => [name, sample(rule)]));
}
