import type * as z from "zod";
import { enumSpelling } from "./canonical";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, shapeOf } from "./field-facts";
import { sentEntries } from "./lists";
import { isObject } from "./paths";

/**
 * The body of a PUT, which replaces the whole object: everything that the live object holds except what is read-only,
 * with the declared values on top. Fields that this package doesn't know are carried along.
 */
export function merged(fields: Fields, declared: Properties, live: Properties): Properties {
  const body: Properties = { ...live };
  for (const [name, field] of Object.entries(fields)) {
    const { readOnly, carried, include, writeOnly } = factsOf(field);
    if ((readOnly && !carried) || include !== undefined) delete body[name];
    // The service returns something else in place of a secret, and that must not go back.
    if (writeOnly) delete body[name];
    if (body[name] === null || body[name] === undefined) delete body[name];
    else body[name] = sendable(field, body[name]);
    if (declared[name] !== undefined && !readOnly) {
      body[name] = sent(field, declared[name], body[name]);
    }
  }
  return body;
}

/** A live value that the program doesn't declare, as it goes back: whole, but without the fields that can't be sent. */
function sendable(field: z.ZodType, live: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(live)) return merged(shape, {}, live);
  const element = elementOf(field);
  return element && Array.isArray(live) ? live.map((entry) => sendable(element, entry)) : live;
}

/** A declared value as it goes out: enum values as published, undeclared nested fields with their live values. */
function sent(field: z.ZodType, declared: unknown, live: unknown): unknown {
  if (typeof declared === "string") return enumSpelling(field, declared) ?? declared;
  const shape = shapeOf(field);
  if (shape && isObject(declared)) return merged(shape, declared, isObject(live) ? live : {});
  const element = elementOf(field);
  if (!element || !Array.isArray(declared)) return declared;
  const members: readonly unknown[] = Array.isArray(live) ? live : [];
  const { key } = factsOf(field);
  if (key !== undefined) {
    return sentEntries(field, element, declared, members, (entry, liveEntry) =>
      sent(element, entry, liveEntry),
    );
  }
  return declared.map((member, index) => sent(element, member, members[index]));
}
