import type * as z from "zod";
import { isMet } from "./conditions";
import type { Properties } from "./definition";
import { elementOf, type Fields, factsOf, shapeOf } from "./field-facts";
import { isObject } from "./paths";

/** The properties without what the API document calls secret, at any depth. */
export function withoutSecrets(fields: Fields, properties: Properties): Properties {
  const kept = Object.entries(properties).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return [[name, value]];
    return factsOf(field).secret ? [] : [[name, without(field, value)]];
  });
  return Object.fromEntries(kept);
}

function without(field: z.ZodType, value: unknown): unknown {
  const shape = shapeOf(field);
  if (shape && isObject(value)) return withoutSecrets(shape, value);
  const element = elementOf(field);
  return element && Array.isArray(value) ? value.map((entry) => without(element, entry)) : value;
}

/** Whether the field is a secret or holds one at any depth. */
export function hasSecret(field: z.ZodType): boolean {
  if (factsOf(field).secret) return true;
  const below = shapeOf(elementOf(field) ?? field);
  return below !== undefined && Object.values(below).some(hasSecret);
}

/** The secrets in the properties, at any depth, by their paths: to tell whether a secret was changed. */
export function secretsIn(fields: Fields, properties: Properties, path = ""): Map<string, unknown> {
  const secrets = new Map<string, unknown>();
  for (const [name, field] of Object.entries(fields)) {
    const value = properties[name];
    const place = `${path}${name}`;
    if (value === undefined || !hasSecret(field)) continue;
    if (factsOf(field).secret) secrets.set(place, value);
    const shape = shapeOf(field);
    if (shape && isObject(value)) {
      for (const [below, secret] of secretsIn(shape, value, `${place}.`)) secrets.set(below, secret);
    }
  }
  return secrets;
}

/**
 * The paths of secrets that are in use on the site, that the service doesn't return and that aren't declared:
 * a PUT, which replaces everything, has nothing to send for them.
 */
export function lostSecrets(fields: Fields, declared: Properties, live: Properties, path = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (factsOf(field).writeOnly) {
      const { when } = factsOf(field);
      // A secret is in use where the live values of the other fields give it an effect.
      const isInUse = typeof when === "object" && isMet(fields, live, when);
      return declared[name] === undefined && isInUse ? [`${path}${name}`] : [];
    }
    const shape = shapeOf(field);
    const below = live[name];
    if (!shape || !isObject(below)) return [];
    const declaredBelow = declared[name];
    return lostSecrets(shape, isObject(declaredBelow) ? declaredBelow : {}, below, `${path}${name}.`);
  });
}
