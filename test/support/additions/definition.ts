import type { FieldFacts } from "../../../provider/core/field-facts";
import type * as fields from "../../../provider/core/fields";
import { enumOf, type FactField, facts, setByService } from "../facts";
import { described } from "./endpoints";
import { asCode, fileName, fileWith, indexLines, lineToAdd, variableOf } from "./lines";

const folder = "provider/definitions";

/** The line of a definition for a field of the facts. Its description is to be written by who has read the document. */
export function definitionLine(type: string, fact: FactField): string {
  const file = fileWith(folder, new RegExp(`(name: |object\\(\\s*)"${type}"`)) ?? `${fileName(type)}.ts`;
  return lineToAdd(`${folder}/${file}, fields of ${type}`, fieldText(fact));
}

/** The file of a definition, and its lines in the index. */
export function definitionToAdd(type: string): string[] {
  const { kind, path, permissions } = described(type);
  const fields = (facts?.types[type]?.fields ?? []).filter(({ name }) => name !== "id");
  const parents = [...path.matchAll(/\{((\w+)Id)\}/g)].map(([, name, owner]) => `${name}: ${owner}`);
  const needed = fields.filter(({ mandatory }) => mandatory);
  const key = fields.filter(({ naturalKey }) => naturalKey).map(({ name }) => name);
  const text = `export const ${variableOf(type)} = defineResource({
  name: "${type}",
  description: "…",
  kind: "${kind}",
  path: "${path}",${parents.length > 0 ? `\n  parents: { ${parents.join(", ")} },` : ""}
  permissions: ${asCode(permissions)},${kind === "collection" ? `\n  naturalKey: ${asCode(key)},` : ""}
  example: ${asCode(Object.fromEntries(needed.map(({ name }) => [name, "…"])))},
  fields: () => ({
${fields.map((fact) => `    ${fieldText(fact)}`).join("\n")}
  }),
});`;
  const file = fileName(type);
  const own = fileWith(folder, new RegExp(`name: "${type}"`));
  const made = own ? [] : [lineToAdd(`${folder}/${file}.ts`, `\n${text}`)];
  return [...made, ...indexLines(folder, file, variableOf(type))];
}

const fieldText = (fact: FactField) => `${fact.name}: ${builder(fact)},`;

/** A call of one of the functions in provider/core/fields.ts. */
function builder(fact: FactField): string {
  const more = moreOf(fact);
  const end = Object.keys(more).length === 0 ? '"…")' : `"…", ${asCode(more)})`;
  if (fact.type.endsWith("[]")) {
    const { name, type, readOnly } = { ...fact, type: fact.type.slice(0, -2) };
    return `list(${builder({ name, type, readOnly, mandatory: false })}, ${end}`;
  }
  const values = enumOf(fact);
  if (values) {
    const isNumber = typeof values[0] === "number";
    return `${isNumber ? "oneOfIntegers" : "oneOf"}(${JSON.stringify(values)}, ${end}`;
  }
  const name = byFormat[fact.format ?? ""] ?? byType[fact.type];
  if (name !== undefined) return `${name}(${end}`;
  return `object("${fact.type}", { … }, ${end}`;
}

const byFormat: Readonly<Record<string, Builder>> = {
  url: "url",
  "#RRGGBB": "colour",
  "hex colour without '#' (RRGGBB)": "bareColour",
};

/** The functions in provider/core/fields.ts, by the types and formats of the facts. */
type Builder = keyof typeof fields;

const byType: Readonly<Record<string, Builder>> = {
  boolean: "flag",
  integer: "integer",
  number: "number",
  string: "text",
  guid: "id",
  datetime: "time",
  map: "map",
  object: "anything",
};

function moreOf(fact: FactField): Readonly<Record<string, unknown>> {
  const isServices = setByService(fact);
  return withoutNothing({
    required: fact.mandatory && !isServices ? true : undefined,
    readOnly: isServices && fact.include === undefined ? true : undefined,
    include: fact.include,
    secret: fact.secret ? true : undefined,
    writeOnly: fact.writeOnly,
    default: fact.mandatory ? undefined : fact.default,
    minimum: fact.min,
    maximum: fact.max,
    refersTo: fact.references,
  } satisfies Partial<Record<keyof FieldFacts, unknown>>);
}

export const withoutNothing = (
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
