import type * as z from "zod";
import type { Form } from "./forms/form";
import { remembered } from "./remembered";

/** The fields of an object by their names. */
export type Fields = Readonly<Record<string, z.ZodType>>;

/** What the API document says of a field beyond its type. Everything is documentation unless said otherwise. */
export interface FieldFacts {
  /** One or two sentences for editors, reference documentation and error messages. */
  description: string;
  /** Must be there when the object is created (enforced), and in every answer of the API (enforced). */
  required?: true;
  /** Has to be declared when the condition holds (enforced). */
  requiredWhen?: Condition;
  /** Set by the service: an output. Declaring it is a check failure, and it is never sent. */
  readOnly?: true;
  /** Read-only, and changes by itself: no output of a resource, as it would show as drift. */
  changing?: true;
  /** Read-only, and sent back in a list so that the service finds the entry. */
  carried?: true;
  /** The value of the query parameter `include` that adds the field to an answer; without it the field isn't there. */
  include?: string;
  /** Never shown in plain text anywhere, marked as a Pulumi secret. */
  secret?: true;
  /** A secret that the service doesn't return: what is on the site can't be compared. */
  writeOnly?: true;
  /** A change replaces the object, because the API can't change this in place. */
  replaceOnChange?: true;
  /** The list has no order: two lists with the same entries are equal. */
  unordered?: true;
  /** What tells an entry of the list from the others, as a path in the entry: `name`, `field.name`. */
  key?: string;
  /**
   * Which entries of the list the service makes and nobody can delete: all, or those in which the field at this path
   * is true. A permanent entry that isn't declared is left as it is.
   */
  permanent?: "all" | string;
  /** The kind of resource that the list's entries, or the object, can be declared as instead. */
  resource?: string;
  /** The lookups of what the id may be of, such as Campaign: a site document may hold a name instead of the id. */
  refersTo?: readonly string[];
  /** The kind of object whose id it is, of a parameter of a path. */
  belongsTo?: string;
  /** No table has the field, and most answers don't. */
  inExamplesOnly?: true;
  /** A number that some answers have as a GUID: the id of an agent (docs/api-notes.md#ids). */
  orGuid?: true;
  /** Compared regardless of letter case (colours, GUIDs). */
  caseInsensitive?: true;
  /** Other spellings of an enum value, each with the one that is sent; accepted on input, equal when compared. */
  alsoSpelled?: Readonly<Record<string, string>>;
  /** The 2020 draft's spellings of enum values, each with the published one: accepted, and sent in its dialect. */
  draftSpellings?: Readonly<Record<string, string>>;
  /** What each number is read as, from 0 on, where answers have numbers instead of an enum's values. */
  numbered?: readonly string[];
  /** Other names of the field that the documents use: accepted on input and in answers. */
  alsoNamed?: readonly string[];
  /** The field's name in the 2020 draft: accepted on input and in answers, and sent in its dialect. */
  draftName?: string;
  /** The value the service assumes for a new object; never sent. */
  default?: string | number | boolean;
  /** Where the field has an effect: a condition on a field beside it (enforced), or words about another object. */
  when?: Condition | string;
  /** Which values go with which value of another field; any other is a warning. */
  valuesBy?: ValuesBy;
  /** The form of a text (enforced, or a warning where it is only likely). An empty text is unset, and has none. */
  form?: Form;
  /** Bounds of a number (enforced). */
  minimum?: number;
  maximum?: number;
  /** For a nested object: the name of its type. */
  typeName?: string;
}

/** Where a field has an effect: when a field beside it has one of these values. */
export interface Condition {
  /** The path of the other field in the object that holds both: `type`, `field.type`. */
  field: string;
  values: readonly (string | boolean)[];
  /** False where the documents don't say so and it only follows from the names: then it is a warning. */
  certain: boolean;
}

export interface ValuesBy {
  /** The other field: one beside it, or with a leading slash an argument of the resource, such as `/form`. */
  field: string;
  values: Readonly<Record<string, readonly string[]>>;
  /** The value of the other field, where the kind of resource decides it. */
  fixed?: string;
}

/** Not a registry of zod's: that makes a copy at each question, and every comparison asks about every field. */
const registry = new WeakMap<z.ZodType, FieldFacts>();

/**
 * A field of the type of `schema`, with `facts`. A field that isn't required becomes optional. Many fields share one
 * schema, as making schemas takes most of the time in which the package is loaded.
 */
export function describe(schema: z.ZodType, facts: FieldFacts): z.ZodType {
  return withFacts(facts.required ? schema.clone() : schema.optional(), facts);
}

/** As an entry of a list: neither optional nor required. */
export function asEntry(field: z.ZodType): z.ZodType {
  return withFacts(innerType(field).clone(), factsOf(field));
}

function withFacts(schema: z.ZodType, facts: FieldFacts): z.ZodType {
  registry.set(schema, facts);
  return schema;
}

const none: FieldFacts = { description: "" };

/** The facts of a field made with one of the builders in `fields.ts`. */
export function factsOf(schema: z.ZodType): FieldFacts {
  return registry.get(schema) ?? none;
}

/** The names other than its own under which a field may come. */
export function otherNames(schema: z.ZodType): readonly string[] {
  const { draftName, alsoNamed = [] } = factsOf(schema);
  return draftName === undefined ? alsoNamed : [draftName, ...alsoNamed];
}

/** The other spellings of an enum value, each with the published one. */
export function otherSpellings(schema: z.ZodType): Readonly<Record<string, string>> {
  const { alsoSpelled, draftSpellings } = factsOf(schema);
  return { ...alsoSpelled, ...draftSpellings };
}

/** Whether every answer holds the field. Any other is there only when the query parameter `include` names it. */
export const isAlwaysAnswered = (schema: z.ZodType) => factsOf(schema).include === undefined;

/** Whether a program may declare the field: the service doesn't set it, and every answer holds it. */
export const isWritable = (schema: z.ZodType) => !factsOf(schema).readOnly && isAlwaysAnswered(schema);

/** The fields that a program may declare. */
export const writable = remembered(
  (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([, field]) => isWritable(field))),
);

/** Whether the field is an id of the API: a GUID or a number, as text. */
export const isId = (schema: z.ZodType) =>
  typeOf(schema) === "string" &&
  factsOf(schema).caseInsensitive === true &&
  innerType(schema).safeParse("1").success;

/** Whether the field is a web address. */
export const isAddress = (schema: z.ZodType | undefined): boolean =>
  schema !== undefined && (innerType(schema) as { format?: unknown }).format === "url";

/** The schema without its `optional` wrapper. */
export function innerType(schema: z.ZodType): z.ZodType {
  return schema.type === "optional" ? ((schema as z.ZodOptional).unwrap() as z.ZodType) : schema;
}

/** What zod calls the field's type, such as `string` or `enum`. Zod's `instanceof` takes ten times as long to tell. */
export const typeOf = (schema: z.ZodType) => innerType(schema).type;

/** The fields of an object schema; undefined for anything else, such as a list of objects. */
export function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const inner = innerType(schema);
  return inner.type === "object" ? ((inner as z.ZodObject).shape as Record<string, z.ZodType>) : undefined;
}

/** The schema of a list's elements; undefined when `schema` isn't a list. */
export function elementOf(schema: z.ZodType): z.ZodType | undefined {
  const inner = innerType(schema);
  return inner.type === "array" ? ((inner as z.ZodArray).element as z.ZodType) : undefined;
}
