import type { FieldRule } from "../../../provider/emulator/rules";
import { enumOf, type FactField, facts, setByService } from "../facts";
import { withoutNothing } from "./definition";
import { described } from "./endpoints";
import { asCode, fileName, fileWith, indexLines, lineToAdd, variableOf } from "./lines";

const folder = "provider/emulator/objects";

/** The line of the emulator's rules for a field of the facts. */
export function ruleLine(type: string, fact: FactField): string {
  const file = fileWith(folder, new RegExp(`(name|typeName): "${type}"`)) ?? `${fileName(type)}.ts`;
  return lineToAdd(`${folder}/${file}, fields of ${type}`, ruleText(fact));
}

/** The file of an object's rules, and its lines in the index. */
export function rulesToAdd(type: string): string[] {
  const { kind, path, permissions } = described(type);
  const fields = (facts?.types[type]?.fields ?? []).filter(({ name }) => name !== "id");
  const text = `export const ${variableOf(type)}: ObjectRules = {
  name: "${type}",
  source: "published line …",
  kind: "${kind}",
  path: "${path.replace(/\{(\w+)\}/g, ":$1")}",
  permissions: ${asCode(permissions)},
  fields: {
${fields.map((fact) => `    ${ruleText(fact)}`).join("\n")}
  },
};`;
  const file = fileName(type);
  const own = fileWith(folder, new RegExp(`name: "${type}"`));
  const made = own ? [] : [lineToAdd(`${folder}/${file}.ts`, `\n${text}`)];
  return [...made, ...indexLines(folder, file, variableOf(type))];
}

function ruleText(fact: FactField): string {
  const isNested = facts?.types[fact.type.replace("[]", "")] !== undefined;
  const isFree = !fact.mandatory && !setByService(fact);
  const rule = withoutNothing({
    type: isNested ? fact.type.replace(/^\w+/, "object") : fact.type,
    required: fact.mandatory && !setByService(fact) ? true : undefined,
    readOnly: setByService(fact) ? true : undefined,
    writeOnly: fact.writeOnly,
    values: enumOf(fact),
    minimum: fact.min,
    maximum: fact.max,
    default: isFree ? (fact.default ?? emptyOf[fact.type]) : undefined,
    typeName: isNested ? fact.type.replace("[]", "") : undefined,
  } satisfies Partial<Record<keyof FieldRule, unknown>>);
  return `${fact.name}: ${asCode(rule)},`;
}

/** Where the documents name no default the emulator has one of its own. */
const emptyOf: Readonly<Record<string, unknown>> = {
  string: "",
  boolean: false,
  integer: 0,
  number: 0,
  "string[]": [],
  "integer[]": [],
  "guid[]": [],
};
