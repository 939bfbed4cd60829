import { z } from "zod";
import type { Definition, Properties } from "../core/definition";
import { factsOf, innerType } from "../core/facts";
import { type RequestPlace, UnexpectedAnswerError } from "./errors";

/**
 * The object in an answer. Unknown fields are kept; a required field that is missing or of another type is
 * an error. Other fields are taken as they come, as the service's documents are often wrong about them.
 *
 * @throws UnexpectedAnswerError naming the endpoint and the field
 */
export function objectIn(definition: Definition, place: RequestPlace, body: unknown): Properties {
  // O10: one documented answer wraps the object in a list.
  const single: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
  return checked(answerSchema(definition), place, single) as Properties;
}

/** The objects in the answer of a list endpoint; see `objectIn`. */
export function objectsIn(definition: Definition, place: RequestPlace, body: unknown): Properties[] {
  return checked(z.array(answerSchema(definition)), place, body) as Properties[];
}

function checked(schema: z.ZodType, place: RequestPlace, body: unknown): unknown {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  const what = issue?.message ?? "unreadable";
  throw new UnexpectedAnswerError(place, field === "" ? `the body: ${what}.` : `field ${field}: ${what}.`);
}

const schemas = new WeakMap<Definition, z.ZodType>();

function answerSchema(definition: Definition): z.ZodType {
  const known = schemas.get(definition);
  if (known) return known;
  const required = Object.entries(definition.fields)
    .filter(([, field]) => factsOf(field).required)
    .map(([name, field]) => [name, wireType(field)]);
  const id = definition.hasId ? { id: idOnTheWire } : {};
  const schema = z.looseObject({ ...id, ...Object.fromEntries(required) });
  schemas.set(definition, schema);
  return schema;
}

/** Ids are GUIDs or integers (conventions.ids); Pulumi wants a string. */
const idOnTheWire = z.union([z.string().min(1), z.number()]).transform(String);

/** The bare type: the service may well know enum values and formats that the documents don't. */
function wireType(field: z.ZodType): z.ZodType {
  const inner = innerType(field);
  return wireTypes[inner.type] ?? z.unknown();
}

const wireTypes: Readonly<Record<string, z.ZodType>> = {
  string: z.string(),
  enum: z.string(),
  number: z.number(),
  boolean: z.boolean(),
};
