import { z } from "zod";

/** What the API document says of a field beyond its type. Everything is documentation unless said otherwise. */
export interface Facts {
  /** One or two sentences for editors, reference documentation and error messages. */
  description: string;
  /** Must be there when the object is created (enforced), and in every answer of the API (enforced). */
  required?: true;
  /** Set by the service: an output. Declaring it is a check failure, and it is never sent. */
  readOnly?: true;
  /** Never shown in plain text anywhere, marked as a Pulumi secret. */
  secret?: true;
  /** A change replaces the object, because the API can't change this in place. */
  replaceOnChange?: true;
  /** The list has no order: two lists with the same members are equal. */
  unordered?: true;
  /** Compared regardless of letter case (colours, GUIDs). */
  caseInsensitive?: true;
  /** Other spellings of an enum value, each with the one that is sent; accepted on input, equal when compared. */
  aliases?: Readonly<Record<string, string>>;
  /** Other names under which the service may return the field. */
  alsoNamed?: readonly string[];
  /** The value the service assumes for a new object; never sent. */
  default?: string | number | boolean;
  /** The setting in which the field has an effect, in the words of the API document. */
  when?: string;
  /** For a nested object: the name of its type. */
  typeName?: string;
}

const registry = z.registry<Facts>();

/** Attaches `facts` to `schema`; a field that isn't required becomes optional. */
export function describe(schema: z.ZodType, facts: Facts): z.ZodType {
  registry.add(schema, facts);
  if (facts.required) return schema;
  const optional = schema.optional();
  registry.add(optional, facts);
  return optional;
}

const none: Facts = { description: "" };

/** The facts of a field made with one of the builders in `fields.ts`. */
export function factsOf(schema: z.ZodType): Facts {
  return registry.get(schema) ?? none;
}

/** The schema without its `optional` wrapper. */
export function innerType(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}

/** The fields of an object schema, or of the objects in a list; undefined for anything else. */
export function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const inner = innerType(schema);
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : undefined;
}

/** The schema of a list's elements; undefined when `schema` isn't a list. */
export function elementOf(schema: z.ZodType): z.ZodType | undefined {
  const inner = innerType(schema);
  return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : undefined;
}
