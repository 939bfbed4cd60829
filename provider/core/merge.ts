import type { z } from "zod";
import { enumSpelling, equal } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, factsOf, shapeOf } from "./facts";

type Fields = Readonly<Record<string, z.ZodType>>;

/**
 * The live values of exactly the fields that `declared` holds, at any depth, in the declared spelling
 * where they mean the same: what the engine has to compare with the program.
 */
export function observed(fields: Fields, declared: Properties, live: Properties): Properties {
  const result: Properties = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(declared, name)) continue;
    const seen = observedValue(field, declared[name], liveValue(field, name, live));
    if (seen !== undefined) result[name] = seen;
  }
  return result;
}

/** The value that the service returns for a field, under whichever of its names. */
export function liveValue(field: z.ZodType, name: string, live: Properties): unknown {
  const names = [name, ...(factsOf(field).alsoNamed ?? [])];
  return names.map((candidate) => live[candidate]).find((value) => value !== undefined);
}

function observedValue(field: z.ZodType, declared: unknown, live: unknown): unknown {
  if (live === undefined || live === null) return equal(field, declared, live) ? declared : undefined;
  const restricted = restrict(field, declared, live);
  return equal(field, declared, restricted) ? declared : restricted;
}

function restrict(field: z.ZodType, declared: unknown, live: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(live)) return observed(shape, isObject(declared) ? declared : live, live);
  const element = elementOf(field);
  if (!element || !Array.isArray(live) || !shapeOf(element)) return live;
  const members = Array.isArray(declared) ? declared : [];
  const surplus = keysOf(members);
  return live.map((member, index) => observedValue(element, members[index] ?? surplus ?? member, member));
}

/** An object with every key that any of the members has: which fields of a surplus live member to show. */
function keysOf(members: readonly unknown[]): Properties | undefined {
  const objects = members.filter(isObject);
  return objects.length > 0 ? Object.assign({}, ...objects) : undefined;
}

/**
 * The body of a PUT, which replaces the whole object: everything that is there except what is read-only,
 * with the declared values on top. Fields that this package doesn't know are carried along.
 */
export function merged(fields: Fields, declared: Properties, live: Properties): Properties {
  const result: Properties = { ...live };
  for (const [name, field] of Object.entries(fields)) {
    const { readOnly, alsoNamed } = factsOf(field);
    if (readOnly) delete result[name];
    for (const other of alsoNamed ?? []) {
      result[name] ??= result[other];
      delete result[other];
    }
    if (result[name] === null || result[name] === undefined) delete result[name];
    if (declared[name] !== undefined) result[name] = sent(field, declared[name], result[name]);
  }
  return result;
}

/** A declared value as it goes out: enum values in their spelling, undeclared nested fields as they are. */
function sent(field: z.ZodType, declared: unknown, live: unknown): unknown {
  if (typeof declared === "string") return enumSpelling(field, declared) ?? declared;
  const shape = shapeOf(field);
  if (shape && isObject(declared)) return merged(shape, declared, isObject(live) ? live : {});
  const element = elementOf(field);
  if (!element || !Array.isArray(declared)) return declared;
  const members = Array.isArray(live) ? live : [];
  return declared.map((member, index) => sent(element, member, members[index]));
}

/** The names of the declared fields whose live value is another one. */
export function differing(fields: Fields, declared: Properties, live: Properties): string[] {
  const seen = observed(fields, declared, live);
  return Object.entries(fields)
    .filter(([name, field]) => Object.hasOwn(declared, name) && !equal(field, declared[name], seen[name]))
    .map(([name]) => name);
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
