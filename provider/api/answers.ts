import * as z from "zod";
import type { Properties } from "../core/definition";
import { factsOf, innerType } from "../core/field-facts";
import type { ObjectType } from "../core/operation";
import { remembered } from "../core/remembered";
import { asRead } from "../core/spelling";
import { type RequestPlace, UnexpectedAnswerError } from "./errors";

/** A page of a long list. */
export interface Page {
  items: Properties[];
  /** How many there are in all. */
  total: number;
}

/**
 * The object in an answer, in the names and spellings of its definition. Unknown fields are kept; a required
 * field that is missing or of another type is an error. Other fields are taken as they come, as the service's
 * documents are often wrong about them.
 *
 * @throws UnexpectedAnswerError naming the endpoint and the field
 */
export function objectIn(type: ObjectType | undefined, place: RequestPlace, body: unknown): Properties {
  // One documented answer wraps the object in a list (docs/api-notes.md#o10).
  const single: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
  return read(type, place, single);
}

/**
 * Refuses the answer to a request for one object that holds another one.
 *
 * @throws UnexpectedAnswerError
 */
export function requireId(place: RequestPlace, asked: unknown, answered: unknown): void {
  const isSame = String(asked).toLowerCase() === String(answered).toLowerCase();
  if (!isSame) throw new UnexpectedAnswerError(place, "another object than the one that was asked for.");
}

/** The objects in the answer of a list endpoint; see `objectIn`. */
export function itemsIn(type: ObjectType | undefined, place: RequestPlace, body: unknown): Properties[] {
  // Taken for an empty list, the body would make every object look deleted.
  if (!Array.isArray(body)) throw new UnexpectedAnswerError(place, `the body: no list.`);
  return body.map((item, index) => read(type, place, item, `${index}.`));
}

/** What the documents call the total of a page. */
export const totalNames = ["totalCount", "total", "count"] as const;

/** A page. The documents call its list and its total by several names (docs/api-notes.md#o07). */
export function pageIn(type: ObjectType | undefined, place: RequestPlace, body: unknown): Page {
  if (Array.isArray(body)) return { items: itemsIn(type, place, body), total: body.length };
  const envelope = (typeof body === "object" && body !== null ? body : {}) as Properties;
  const items = itemsIn(type, place, Object.values(envelope).find(Array.isArray));
  const total = totalNames.map((name) => envelope[name]).find(Number.isInteger);
  if (typeof total !== "number" || total < 0) throw new UnexpectedAnswerError(place, "the total is missing.");
  return { items, total };
}

function read(type: ObjectType | undefined, place: RequestPlace, item: unknown, at = ""): Properties {
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    throw new UnexpectedAnswerError(place, `${at === "" ? "the body" : `item ${at}`}: no object.`);
  }
  if (!type) return item as Properties;
  const object = asRead(type.fields, item as Properties);
  // An update would take the missing fields for empty ones, and write them so. The answer to a PUT isn't checked:
  // a manual invitation's may be the whole invitation (docs/api-notes.md#o09).
  if (
    place.method === "GET" &&
    !type.hasId &&
    !Object.keys(type.fields).some((name) => Object.hasOwn(object, name))
  ) {
    throw new UnexpectedAnswerError(place, `an object without any field of ${type.name}.`);
  }
  const parsed = answerSchema(type).safeParse(object);
  if (parsed.success) return parsed.data as Properties;
  const issue = parsed.error.issues[0];
  throw new UnexpectedAnswerError(
    place,
    `field ${at}${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unreadable"}.`,
  );
}

const answerSchema = remembered((type: ObjectType): z.ZodType => {
  const required = Object.entries(type.fields)
    .filter(([, field]) => factsOf(field).required)
    .map(([name, field]) => [name, wireType(field)]);
  const id = type.hasId ? { id: idOnTheWire } : {};
  return z.looseObject({ ...id, ...Object.fromEntries(required) });
});

/** Ids are GUIDs or integers (docs/api-notes.md#ids); Pulumi wants a string. */
const idOnTheWire = z.union([z.string().min(1), z.number()]).transform(String);

/** The bare type: the service may well know enum values and formats that the documents don't. */
function wireType(field: z.ZodType): z.ZodType {
  const inner = innerType(field);
  if (factsOf(field).orGuid) return z.union([z.number(), z.string()]);
  return wireTypes[inner.type] ?? z.unknown();
}

const wireTypes: Readonly<Record<string, z.ZodType>> = {
  string: z.string(),
  enum: z.string(),
  number: z.number(),
  boolean: z.boolean(),
};
