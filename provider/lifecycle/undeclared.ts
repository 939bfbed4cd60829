import type * as z from "zod";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, innerType, isWritable, shapeOf } from "../core/field-facts";
import { entriesByKey, keyOfEntry } from "../core/lists";
import { isObject } from "../core/paths";
import { hasSecret } from "../core/secrets";
import { pick } from "./managed";

/**
 * The live object with the fields emptied that `declared` leaves out, at any depth. What has no effect in the
 * declared combination stays, and so does a secret: what it is can't be known.
 */
export function withoutUndeclared(fields: Fields, declared: Properties, live: Properties): Properties {
  const isKept = (name: string) => {
    const field = fields[name];
    if (field === undefined || Object.hasOwn(declared, name)) return true;
    return isIgnored(field, fields, declared) || !isWritable(field) || factsOf(field).secret === true;
  };
  const emptied = Object.keys(pick(live, (name) => !isKept(name))).flatMap((name) => {
    const empty = emptyValue(fields[name]);
    return empty === undefined ? [] : [[name, empty]];
  });
  return { ...withoutAdded(fields, declared, pick(live, isKept)), ...Object.fromEntries(emptied) };
}

/** What says that there is nothing, as the service may keep what isn't sent; undefined where nothing can. */
function emptyValue(field: z.ZodType | undefined): unknown {
  if (field === undefined) return undefined;
  if (elementOf(field)) return [];
  const inner = innerType(field);
  return inner.type === "string" && inner.safeParse("").success ? "" : undefined;
}

/** The live object without what the values in `before` didn't have, at any depth below them. */
export function withoutAdded(fields: Fields, before: Properties, live: Properties): Properties {
  const kept = Object.entries(live).map(([name, value]) => {
    const field = fields[name];
    return [name, field && Object.hasOwn(before, name) ? below(field, before[name], value) : value];
  });
  return Object.fromEntries(kept);
}

function below(field: z.ZodType, before: unknown, live: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(before) && isObject(live)) {
    const isAdded = (name: string) => {
      const member = shape[name];
      if (member === undefined || Object.hasOwn(before, name)) return false;
      return !factsOf(member).readOnly && !hasSecret(member);
    };
    return withoutAdded(
      shape,
      before,
      pick(live, (name) => !isAdded(name)),
    );
  }
  const element = elementOf(field);
  const { key } = factsOf(field);
  if (!element || key === undefined || !Array.isArray(before) || !Array.isArray(live)) return live;
  const earlier = entriesByKey(element, key, before);
  return live.map((entry) => below(element, earlier.get(keyOfEntry(element, key, entry)), entry));
}
