import * as z from "zod";
import { conditionText } from "../core/conditions";
import type { Definition } from "../core/definition";
import {
  elementOf,
  type Fields,
  factsOf,
  innerType,
  isAlwaysAnswered,
  isId,
  otherNames,
  otherSpellings,
  shapeOf,
} from "../core/field-facts";
import { referredKinds } from "../core/site-parts";
import { definitionNamed } from "../definitions";
import { type Code, code, joined, type Member, oneOfValues, typeNamed } from "./code";

/**
 * For whom a type is written: who fills in a program, who describes a whole site (where references may be by
 * name), who reads a resource's outputs (which have the spelling of its inputs), who asks the client, or who
 * reads the service's answer.
 */
export type Side = "input" | "site" | "output" | "query" | "answer";

/** The TypeScript type of a field. On the input side every level may be a Pulumi input. */
export function typeOf(field: z.ZodType, side: Side): Code {
  if (side === "site") return siteType(field);
  const element = elementOf(field);
  if (element) {
    const type = typeOf(element, side);
    return side === "input" ? code`pulumi.Input<${type}>[]` : listOf(type);
  }
  const type = bareType(field, side);
  return side === "input" ? code`pulumi.Input<${type}>` : type;
}

/** As on the input side, but what holds a reference has to be there at once, as the reference is resolved in it. */
function siteType(field: z.ZodType): Code {
  if (referredKinds({ field }).length === 0) return argumentType(field);
  const element = elementOf(field);
  if (element) return listOf(siteType(element));
  if (shapeOf(field)) return bareType(field, "site");
  const references = (factsOf(field).refersTo ?? []).map((kind) => typeNamed(`${kind}Reference`));
  return joined([typeOf(field, "input"), ...references], " | ");
}

/** As `typeOf` for a whole argument: a list itself may be an input, too. */
export function argumentType(field: z.ZodType): Code {
  const type = typeOf(field, "input");
  return elementOf(field) ? code`pulumi.Input<${type}>` : type;
}

function bareType(field: z.ZodType, side: Side): Code {
  const inner = innerType(field);
  if (shapeOf(field)) return typeNamed(nestedName(typeNameOf(field), side));
  if (inner instanceof z.ZodEnum) return enumType(field, inner.options as string[], side);
  if (inner instanceof z.ZodLiteral) return oneOfValues([...inner.values] as number[]);
  if (inner instanceof z.ZodRecord) {
    return inner.valueType instanceof z.ZodString
      ? code`Record<string, string>`
      : code`Record<string, unknown>`;
  }
  if (side === "query" && factsOf(field).typeName === "datetime") return code`string | Date`;
  // Ids may be given as the numbers that some of them are.
  if (side === "input" && isId(field)) return idType;
  if (side === "answer" && factsOf(field).orGuid) return idType;
  if (["string", "number", "boolean"].includes(inner.type)) return code`${inner.type}`;
  throw new Error(`No TypeScript type is known for a field of type ${inner.type}`);
}

/** The type of an id that is given to us. */
export const idType = code`string | number`;

/** In a program the name of a kind is that of its resource; as a part of another one it is called so. */
export function nestedName(name: string, side: Side): string {
  const isPart = side !== "query" && side !== "answer" && definitionNamed(name) !== undefined;
  const typeName = isPart ? `${name}Part` : name;
  return {
    input: `${typeName}Args`,
    site: `Site${typeName}Args`,
    output: typeName,
    query: typeName,
    answer: typeName,
  }[side];
}

/** Editors offer what the API calls a value, and not its other spellings: they only are accepted. */
function enumType(field: z.ZodType, options: readonly string[], side: Side): Code {
  const { offered, accepted } = spellingsOf(field, options);
  if (side === "answer") return oneOfValues([...new Set([...offered, ...(factsOf(field).numbered ?? [])])]);
  return joined([oneOfValues(offered), ...accepted.map(notOffered)], " | ");
}

/** The API's own spellings of an enum's values, and the others that are accepted. */
export function spellingsOf(field: z.ZodType, options: readonly string[]) {
  const others = otherSpellings(field);
  const all = [...new Set(options)];
  const isOther = (option: string) => (others[option] ?? option) !== option;
  return {
    offered: all.filter((option) => !isOther(option)),
    accepted: all.filter(isOther),
  };
}

/**
 * The type of a text that editors don't offer. Only the text itself is assignable to it; but it isn't that text's own type,
 * and these are what completion lists.
 */
const notOffered = (text: string): Code => code`(${oneOfValues([text])} & Record<never, never>)`;

const listOf = (type: Code): Code => (type.text.includes(" ") ? code`(${type})[]` : code`${type}[]`);

/** @throws Error when a nested object has no name in the API document */
function typeNameOf(field: z.ZodType): string {
  const { typeName, description } = factsOf(field);
  if (typeName === undefined) throw new Error(`A nested object has no type name: ${description}`);
  return typeName;
}

/** The fields as members of a type. */
export const membersOf = (fields: Fields, typeOfField: (field: z.ZodType) => Code): Member[] =>
  Object.entries(fields).map(([name, field]) => ({
    name,
    type: typeOfField(field),
    comment: commentText(field),
    isOptional: !isRequired(field),
  }));

/** As `membersOf`, of what a program may leave undefined: it may pass on what it doesn't have. */
export const argumentsOf = (fields: Fields, typeOfField: (field: z.ZodType) => Code): Member[] =>
  membersOf(fields, typeOfField).map((member) =>
    member.isOptional ? { ...member, type: code`${member.type} | undefined` } : member,
  );

/** What is to be said about a field in one paragraph: description, conditions, default, other spellings. */
export function commentText(field: z.ZodType): string {
  const facts = factsOf(field);
  const lines = [facts.description];
  if (facts.typeName === "datetime") lines.push("ISO 8601, in UTC where it names no zone.");
  if (typeof facts.when === "string") lines.push(`Has an effect when ${facts.when}.`);
  if (typeof facts.when === "object") {
    lines.push(
      `Has an effect ${facts.when.certain ? "only" : "presumably only"} when ${conditionText(facts.when)}.`,
    );
  }
  if (facts.requiredWhen) lines.push(`Required when ${conditionText(facts.requiredWhen)}.`);
  if (facts.minimum !== undefined || facts.maximum !== undefined) {
    lines.push(`From ${facts.minimum ?? "…"} to ${facts.maximum ?? "…"}.`);
  }
  if (facts.default !== undefined) lines.push(`Default: \`${String(facts.default)}\`.`);
  for (const [other, spelling] of Object.entries(otherSpellings(field))) {
    if (other !== spelling) lines.push(`\`${other}\` is another spelling of \`${spelling}\`.`);
  }
  const names = otherNames(field);
  if (names.length > 0)
    lines.push(`Also named ${names.map((name) => `\`${name}\``).join(", ")} in the documents.`);
  return lines.join(" ");
}

/** Every nested object type in the fields, by its name; those of answers only are left out unless asked for. */
export function nestedTypes(all: readonly Fields[], withIncluded: boolean): Map<string, Fields> {
  const types = new Map<string, Fields>();
  const visit = (field: z.ZodType): void => {
    if (!withIncluded && !isAlwaysAnswered(field)) return;
    const element = elementOf(field);
    if (element) visit(element);
    const shape = shapeOf(field);
    if (!shape) return;
    const name = typeNameOf(field);
    // The same type with an id, where it is an entry of a list, is the fuller one.
    if (Object.keys(types.get(name) ?? {}).length < Object.keys(shape).length) types.set(name, shape);
    Object.values(shape).forEach(visit);
  };
  for (const fields of all) Object.values(fields).forEach(visit);
  return types;
}

export const fieldsOf = (definitions: readonly Definition[]) => definitions.map(({ fields }) => fields);

export const isRequired = (field: z.ZodType) => factsOf(field).required === true;
