import { canonical } from "../core/canonical";
import type { Properties } from "../core/definition";
import { factsOf, shapeOf } from "../core/facts";
import { type Fields, isObject } from "../core/merge";
import { fieldAt, valueAt } from "../core/paths";

/**
 * The paths of secrets that are in use on the site, that the service doesn't return and that aren't declared:
 * a PUT, which replaces everything, has nothing to send for them.
 */
export function lostSecrets(fields: Fields, declared: Properties, live: Properties, path = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (factsOf(field).writeOnly) {
      return declared[name] === undefined && isInUse(fields, field, live) ? [`${path}${name}`] : [];
    }
    const shape = shapeOf(field);
    const below = live[name];
    if (!shape || !isObject(below)) return [];
    const own = declared[name];
    return lostSecrets(shape, isObject(own) ? own : {}, below, `${path}${name}.`);
  });
}

/** A secret is in use where the site is set to what it has an effect for. */
function isInUse(fields: Fields, field: Fields[string], live: Properties): boolean {
  const { when } = factsOf(field);
  if (typeof when !== "object") return false;
  const other = fieldAt(fields, when.field);
  return other !== undefined && when.values.includes(canonical(other, valueAt(live, when.field)) as boolean);
}
