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

/**
 * For whom a type is written: who fills in a program, who describes a whole site (where references may be by
 * name), who reads a resource's outputs (which have the spelling of its inputs), who asks the client, or who
 * reads the service's answer.
 */
export type Side = "input" | "site" | "output" | "query" | "answer";

/** The TypeScript type of a field. On the input side every level may be a Pulumi input. */
export function typeOf(field: z.ZodType, side: Side): string {
  if (side === "site") return siteType(field);
  const element = elementOf(field);
  if (element)
    return side === "input"
      ? `pulumi.Input<${typeOf(element, side)}>[]`
      : `${grouped(typeOf(element, side))}[]`;
  const bare = bareType(field, side);
  return side === "input" ? `pulumi.Input<${bare}>` : bare;
}

/** As on the input side, but what holds a reference has to be there at once, as the reference is resolved in it. */
function siteType(field: z.ZodType): string {
  if (referredKinds({ field }).length === 0) return argumentType(field);
  const element = elementOf(field);
  if (element) return `${grouped(siteType(element))}[]`;
  if (shapeOf(field)) return bareType(field, "site");
  const references = (factsOf(field).refersTo ?? []).map((kind) => `${kind}Reference`);
  return [typeOf(field, "input"), ...references].join(" | ");
}

/** As `typeOf` for a whole argument: a list itself may be an input, too. */
export function argumentType(field: z.ZodType): string {
  const type = typeOf(field, "input");
  return elementOf(field) ? `pulumi.Input<${type}>` : type;
}

function bareType(field: z.ZodType, side: Side): string {
  const inner = innerType(field);
  const facts = factsOf(field);
  if (shapeOf(field)) return nestedName(facts.typeName ?? "object", side);
  if (inner instanceof z.ZodEnum) return enumType(field, inner.options as string[], side);
  if (inner instanceof z.ZodLiteral) return [...inner.values].join(" | ");
  if (inner instanceof z.ZodRecord) return "Record<string, unknown>";
  if (side === "query" && facts.typeName === "datetime") return "string | Date";
  // Ids may be given as the numbers that some of them are.
  if (side === "input" && isId(field)) return "string | number";
  if (["string", "number", "boolean"].includes(inner.type)) return inner.type;
  throw new Error(`No TypeScript type is known for a field of type ${inner.type}`);
}

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

function enumType(field: z.ZodType, options: readonly string[], side: Side): string {
  const isOtherSpelling = (option: string) => (otherSpellings(field)[option] ?? option) !== option;
  const offered = side === "answer" ? options.filter((option) => !isOtherSpelling(option)) : options;
  return [...new Set(offered)].map((option) => JSON.stringify(option)).join(" | ");
}

const grouped = (type: string) => (type.includes(" ") ? `(${type})` : type);

/** What is to be said about a field in one paragraph: description, conditions, default, other spellings. */
export function commentText(field: z.ZodType): string {
  const facts = factsOf(field);
  const lines = [facts.description];
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

export const docComment = (text: string, indent = "") => `${indent}/** ${text} */\n`;

export function member(name: string, optional: boolean, type: string, field: z.ZodType, prefix = ""): string {
  return `${docComment(commentText(field), "  ")}  ${prefix}${name}${optional ? "?" : ""}: ${type};\n`;
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
    const name = factsOf(field).typeName ?? "object";
    // The same type with an id, where it is an entry of a list, is the fuller one.
    if (Object.keys(types.get(name) ?? {}).length < Object.keys(shape).length) types.set(name, shape);
    Object.values(shape).forEach(visit);
  };
  for (const fields of all) Object.values(fields).forEach(visit);
  return types;
}

export const fieldsOf = (definitions: readonly Definition[]) => definitions.map(({ fields }) => fields);

export const isRequired = (field: z.ZodType) => factsOf(field).required === true;
