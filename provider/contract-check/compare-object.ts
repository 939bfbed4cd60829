import type * as z from "zod";
import { elementOf, type Fields, factsOf, shapeOf as fieldsOf, isAlwaysAnswered } from "../core/field-facts";
import { id } from "../core/fields";
import type { ObjectType } from "../core/operation";
import { isObject } from "../core/paths";
import type { Properties } from "../core/properties";
import { otherNamesIn } from "../core/spelling";
import { type Deviation, differs, note } from "./deviation";
import { comparedChoice, expectedOf, isUnset } from "./expected";
import { type Masking, shapeOf } from "./shape";

type Deviations = Generator<Deviation, void>;

/** What an object has that its fields don't, and the other way round, at any depth. */
export function* compareObject(fields: Fields, object: unknown, path: string, masked: Masking): Deviations {
  if (!isObject(object)) {
    yield differs("other type", path, { found: shapeOf(object), text: "object" });
    return;
  }
  yield* missingFields(fields, object, path);
  const names = new Map(otherNamesIn(fields).map(({ name, otherName }) => [otherName, name]));
  for (const [key, value] of Object.entries(object)) {
    const name = names.get(key) ?? key;
    const place = below(path, masked(key));
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (name !== key) yield note("other name", place, { text: name });
    if (field) yield* compareValue(field, value, place, masked);
    else yield differs("unknown field", place, { found: shapeOf(value) });
  }
}

const ownId = { id: id("Id of the object.", { required: true, readOnly: true }) };

/** The fields that an answer has of such an object. */
export const answeredFields = ({ fields, hasId }: ObjectType): Fields =>
  hasId ? { ...ownId, ...fields } : fields;

function* missingFields(fields: Fields, object: Properties, path: string): Deviations {
  const present = new Set(Object.keys(object));
  for (const { name, otherName } of otherNamesIn(fields)) if (present.has(otherName)) present.add(name);
  for (const [name, field] of Object.entries(fields)) {
    const { required, writeOnly, inExamplesOnly } = factsOf(field);
    if (present.has(name) || !isAlwaysAnswered(field) || writeOnly || inExamplesOnly) continue;
    yield (required ? differs : note)("missing field", below(path, name));
  }
}

const below = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

function* compareValue(field: z.ZodType, value: unknown, path: string, masked: Masking): Deviations {
  if (isUnset(field, value)) {
    yield note("unset", path, { found: shapeOf(value) });
    return;
  }
  const { type, takes } = expectedOf(field);
  if (!takes(value)) {
    yield differs("other type", path, { found: shapeOf(value), text: type });
    return;
  }
  yield* comparedChoice(field, value, path);
  const fields = fieldsOf(field);
  if (fields) yield* compareObject(fields, value, path, masked);
  const element = elementOf(field);
  if (!element || !Array.isArray(value)) return;
  for (const entry of value) yield* compareEntry(element, entry, `${path}[]`, masked);
}

/** An entry is there or not: nothing is spelled as nothing. */
function* compareEntry(element: z.ZodType, entry: unknown, path: string, masked: Masking): Deviations {
  if (entry !== null) yield* compareValue(element, entry, path, masked);
  else yield differs("other type", path, { found: shapeOf(entry), text: expectedOf(element).type });
}
