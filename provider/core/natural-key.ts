import type * as z from "zod";
import { canonical } from "./canonical";
import { isIgnored } from "./conditions";
import type { Definition, Properties } from "./definition";
import { factsOf } from "./field-facts";
import { fieldAt, valueAt } from "./paths";
import { remembered } from "./remembered";
import { hasUnknown } from "./unknown";

export interface KeyPart {
  /** The path from the inputs on: `name`, `field.name`. */
  path: string;
  field: z.ZodType;
  /** Whether there is no key without this part. Any other part counts only where it has a value. */
  required: boolean;
}

/** The parts of a resource's natural key, what it belongs to first. */
export const keyParts = remembered((definition: Definition): readonly KeyPart[] =>
  [...definition.parameters, ...definition.naturalKey].flatMap((path) => {
    const field = fieldAt(definition.inputs, path);
    return field ? [{ path, field, required: factsOf(field).required ?? false }] : [];
  }),
);

/**
 * One text for all spellings of the same natural key, such as `["…campaign id…","Welcome"]`;
 * undefined while any part isn't known, or a required one is missing.
 */
export function naturalKey(definition: Definition, inputs: Properties): string | undefined {
  return keyText(
    definition,
    keyParts(definition).map(({ field, path }) =>
      // A field without effect may hold an old value, such as the address of a ban that is by visitor now.
      isIgnored(field, definition.inputs, inputs) ? undefined : canonical(field, valueAt(inputs, path)),
    ),
  );
}

/** The text for the values of `keyParts`, in their order. */
export function keyText(definition: Definition, values: readonly unknown[]): string | undefined {
  const isIncomplete = keyParts(definition).some(
    ({ required }, index) => hasUnknown(values[index]) || (required && values[index] === undefined),
  );
  return isIncomplete ? undefined : JSON.stringify(values.map((value) => value ?? null));
}

/**
 * What is wrong with a resource that has the natural key of another one.
 *
 * @param other its kind and name
 */
export function sharesKey(definition: Definition, other: string): string {
  const same = definition.naturalKey.length > 0 ? `the same ${keyNames(definition)}` : "the same parent";
  return `has ${same} as ${other}: both would manage one object. Change one of them or remove it.`;
}

/** How messages call the natural key: `name`, `event and targetUrl`. Names only, as a value may be a secret. */
export function keyNames({ naturalKey }: Definition): string {
  const names = [...naturalKey];
  const last = names.pop() ?? "";
  return names.length > 0 ? `${names.join(", ")} and ${last}` : last;
}
