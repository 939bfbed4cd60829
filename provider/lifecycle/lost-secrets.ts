import { isMet } from "../core/conditions";
import type { Properties } from "../core/definition";
import { type Fields, factsOf, shapeOf } from "../core/facts";
import { isObject } from "../core/merge";

/**
 * The paths of secrets that are in use on the site, that the service doesn't return and that aren't declared:
 * a PUT, which replaces everything, has nothing to send for them.
 */
export function lostSecrets(fields: Fields, declared: Properties, live: Properties, path = ""): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (factsOf(field).writeOnly) {
      const { when } = factsOf(field);
      // A secret is in use where the site is set to what it has an effect for.
      const isInUse = typeof when === "object" && isMet(fields, live, when);
      return declared[name] === undefined && isInUse ? [`${path}${name}`] : [];
    }
    const shape = shapeOf(field);
    const below = live[name];
    if (!shape || !isObject(below)) return [];
    const own = declared[name];
    return lostSecrets(shape, isObject(own) ? own : {}, below, `${path}${name}.`);
  });
}
