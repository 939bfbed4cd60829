import type { Definition } from "../core/definition";
import { elementOf, type Fields, factsOf, isAlwaysAnswered, shapeOf } from "../core/field-facts";
import type { ObjectType, Operation } from "../core/operation";
import type { System } from "../core/system";
import { docComment, isRequired, member, nestedTypes, typeOf } from "./types";

/** The objects as the service returns them, and the bodies that create or replace them. */
export function objectsFile(definitions: readonly Definition[], groups: readonly System[]): string {
  const operations = groups.flatMap((group) => Object.values(group.operations));
  const answers = byName([...definitions, ...operations.flatMap(({ returns }) => returns ?? [])]);
  const bodies = byName([...definitions, ...operations.flatMap(bodyTypes)]);
  const queries = operations.flatMap(({ query }) => (query ? [query] : []));
  const all = [...answers, ...bodies].map(({ fields }) => fields);
  const nested = [...nestedTypes([...all, ...queries], true)].filter(
    ([name]) => !answers.some((type) => type.name === name),
  );
  return [
    ...nested.map(([name, fields]) => interfaceText(name, fields)),
    ...answers.flatMap(answerTexts),
    ...bodies.map(bodyText),
  ].join("\n");
}

const byName = (types: readonly ObjectType[]): ObjectType[] => [
  ...new Map(types.map((type) => [type.name, type])).values(),
];

/** The types of a body. */
export function bodyTypes({ body }: Operation): ObjectType[] {
  if (body === undefined || body === "ids") return [];
  return ["listOf" in body ? body.listOf : body];
}

function answerTexts(type: ObjectType): string[] {
  const id = type.hasId ? "  /** The object's id, given by the service. */\n  id: string;\n" : "";
  const included = includedFields(type.fields);
  return [
    docComment(type.description ?? type.name) + interfaceText(type.name, alwaysAnswered(type.fields), id),
    ...(included.size === 0 ? [] : [includesText(type, included)]),
  ];
}

/** The fields that `include` adds, by its value. */
function includesText({ name }: ObjectType, included: Map<string, Fields>): string {
  const members = [...included].map(([value, fields]) => {
    const added = Object.entries(fields).map(
      ([field, schema]) => `${field}?: ${typeOf(schema, "answer")} | null`,
    );
    return `  ${value}: { ${added.join("; ")} };\n`;
  });
  return `/** What the values of \`include\` add to a ${name}. */\nexport interface ${name}Includes {\n${members.join("")}}\n`;
}

/** The values of `include` that an object knows, with the fields of the object itself that each adds. */
export function includedFields(fields: Fields): Map<string, Fields> {
  const included = new Map<string, Fields>();
  for (const [name, field] of Object.entries(fields)) {
    const { include } = factsOf(field);
    if (include !== undefined) included.set(include, { ...included.get(include), [name]: field });
    const below = shapeOf(elementOf(field) ?? field);
    // What is added further below is optional there.
    for (const value of below && isAlwaysAnswered(field) ? includedFields(below).keys() : []) {
      included.set(value, included.get(value) ?? {});
    }
  }
  return included;
}

const alwaysAnswered = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => isAlwaysAnswered(field)));

function bodyText({ name, fields }: ObjectType): string {
  const writable = Object.entries(alwaysAnswered(fields)).filter(([, field]) => !factsOf(field).readOnly);
  return (
    docComment(`What creates or replaces: ${name}.`) +
    interfaceText(`${name}Body`, Object.fromEntries(writable))
  );
}

function interfaceText(name: string, fields: Fields, start = ""): string {
  const members = Object.entries(fields).map(([field, schema]) =>
    member(field, !isRequired(schema), typeOf(schema, "answer"), schema),
  );
  return `export interface ${name} {\n${start}${members.join("")}}\n`;
}
