import type { z } from "zod";
import { canonical } from "./canonical";
import type { Definition, Properties } from "./definition";
import { hasUnknown } from "./unknown";

/** The inputs that make up a resource's natural key, what it belongs to first. */
export function keyFields(definition: Definition): readonly (readonly [string, z.ZodType])[] {
  return [...definition.parameters, ...definition.naturalKey].flatMap((name) => {
    const field = definition.inputs[name];
    return field ? [[name, field] as const] : [];
  });
}

/**
 * One text for all spellings of the same natural key, such as `["…campaign id…","Welcome"]`;
 * undefined while a part of it isn't known or missing.
 */
export function naturalKey(definition: Definition, inputs: Properties): string | undefined {
  const parts = keyFields(definition).map(([name, field]) => canonical(field, inputs[name]));
  return parts.some((part) => part === undefined || hasUnknown(part)) ? undefined : JSON.stringify(parts);
}

/** How messages call the natural key: `name`, `event and targetUrl`. Names only, as a value may be a secret. */
export const keyNames = (definition: Definition) => definition.naturalKey.join(" and ");
