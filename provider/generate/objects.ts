import type * as z from "zod";
import type { Definition } from "../core/definition";
import {
  elementOf,
  type Fields,
  factsOf,
  isAlwaysAnswered,
  shapeOf,
  typeOf as zodTypeOf,
} from "../core/field-facts";
import type { ObjectType, Operation } from "../core/operation";
import type { System } from "../core/system";
import { type Code, code, interfaceCode, joined, type Member } from "./code";
import { isRequired, membersOf, nestedTypes, typeOf } from "./types";

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
  const file = joined(
    [
      ...nested.map(([name, fields]) => interfaceCode(name, answered(fields))),
      ...answers.flatMap(answerTypes),
      ...bodies.map(bodyType),
    ],
    "\n",
  );
  if (file.imported.length > 0) throw new Error(`No object is called ${file.imported.join(", ")}`);
  return file.text;
}

const byName = (types: readonly ObjectType[]): ObjectType[] => [
  ...new Map(types.map((type) => [type.name, type])).values(),
];

/** The types of a body. */
export function bodyTypes({ body }: Operation): ObjectType[] {
  if (body === undefined || body === "ids") return [];
  return ["listOf" in body ? body.listOf : body];
}

/** What isn't set is answered as null, and an enum's value also as an empty text (docs/api-notes.md#unset). */
const answered = (fields: Fields): Member[] =>
  membersOf(fields, answeredType).map((member) =>
    member.isOptional ? { ...member, type: code`${member.type} | null` } : member,
  );

function answeredType(field: z.ZodType): Code {
  const type = typeOf(field, "answer");
  return zodTypeOf(field) === "enum" && !isRequired(field) ? code`${type} | ""` : type;
}

function answerTypes(type: ObjectType): Code[] {
  const id = { name: "id", type: code`string`, comment: "The object's id, given by the service." };
  const members = [...(type.hasId ? [id] : []), ...answered(alwaysAnswered(type.fields))];
  const included = includedFields(type.fields);
  return [
    interfaceCode(type.name, members, type.description ?? type.name),
    ...(included.size === 0 ? [] : [includesType(type, included)]),
  ];
}

/** The fields that `include` adds, by its value. */
function includesType({ name }: ObjectType, included: Map<string, Fields>): Code {
  const members = [...included].map(([value, fields]) => ({
    name: value,
    type: code`{ ${joined(
      Object.entries(fields).map(([field, schema]) => code`${field}?: ${typeOf(schema, "answer")} | null`),
      "; ",
    )} }`,
    comment: `With \`include: ["${value}"]\`.`,
  }));
  return interfaceCode(`${name}Includes`, members, `What the values of \`include\` add to a ${name}.`);
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

function bodyType({ name, fields }: ObjectType): Code {
  const writable = Object.entries(alwaysAnswered(fields)).filter(([, field]) => !factsOf(field).readOnly);
  const members = answered(Object.fromEntries(writable));
  return interfaceCode(`${name}Body`, members, `What creates or replaces: ${name}.`);
}
