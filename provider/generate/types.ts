import { z } from "zod";
import type { Definition } from "../core/definition";
import { elementOf, type Facts, factsOf, innerType, shapeOf } from "../core/facts";

export type Fields = Readonly<Record<string, z.ZodType>>;

/**
 * For whom a type is written: who fills in a program, who reads a resource's outputs (which have the spelling
 * of its inputs), or who reads the service's answer.
 */
export type Side = "input" | "output" | "answer";

/** The TypeScript type of a field. On the input side every level may be a Pulumi input. */
export function typeOf(field: z.ZodType, side: Side): string {
  const element = elementOf(field);
  if (element)
    return side === "input"
      ? `pulumi.Input<${typeOf(element, side)}>[]`
      : `${grouped(typeOf(element, side))}[]`;
  const bare = bareType(field, side);
  return side === "input" ? `pulumi.Input<${bare}>` : bare;
}

/** As `typeOf` for a whole argument: a list itself may be an input, too. */
export function argumentType(field: z.ZodType): string {
  const type = typeOf(field, "input");
  return elementOf(field) ? `pulumi.Input<${type}>` : type;
}

function bareType(field: z.ZodType, side: Side): string {
  const inner = innerType(field);
  if (shapeOf(field)) return `${factsOf(field).typeName ?? "object"}${side === "input" ? "Args" : ""}`;
  if (inner instanceof z.ZodEnum) return enumType(inner.options as string[], factsOf(field), side);
  if (inner instanceof z.ZodLiteral) return [...inner.values].join(" | ");
  if (["string", "number", "boolean"].includes(inner.type)) return inner.type;
  throw new Error(`No TypeScript type is known for a field of type ${inner.type}`);
}

function enumType(options: readonly string[], facts: Facts, side: Side): string {
  const isAlias = (option: string) => Object.hasOwn(facts.aliases ?? {}, option);
  const offered = side === "answer" ? options.filter((option) => !isAlias(option)) : options;
  return offered.map((option) => JSON.stringify(option)).join(" | ");
}

const grouped = (type: string) => (type.includes(" ") ? `(${type})` : type);

/** A documentation comment for a field: description, default and condition. */
export function comment(field: z.ZodType, indent: string): string {
  const facts = factsOf(field);
  const lines = [facts.description];
  if (facts.when) lines.push(`Has an effect when ${facts.when}.`);
  if (facts.default !== undefined) lines.push(`Default: \`${String(facts.default)}\`.`);
  for (const [alias, spelling] of Object.entries(facts.aliases ?? {})) {
    lines.push(`\`${alias}\` is another spelling of \`${spelling}\`.`);
  }
  return docComment(lines.join(" "), indent);
}

export const docComment = (text: string, indent = "") => `${indent}/** ${text} */\n`;

export function member(name: string, optional: boolean, type: string, field: z.ZodType, prefix = ""): string {
  return `${comment(field, "  ")}  ${prefix}${name}${optional ? "?" : ""}: ${type};\n`;
}

/** Every nested object type that the definitions use, by its name. */
export function nestedTypes(definitions: readonly Definition[]): Map<string, Fields> {
  const found = new Map<string, Fields>();
  const visit = (field: z.ZodType): void => {
    const element = elementOf(field);
    if (element) visit(element);
    const shape = shapeOf(field);
    if (!shape) return;
    found.set(factsOf(field).typeName ?? "object", shape);
    Object.values(shape).forEach(visit);
  };
  for (const definition of definitions) Object.values(definition.fields).forEach(visit);
  return found;
}

export const isRequired = (field: z.ZodType) => factsOf(field).required === true;
