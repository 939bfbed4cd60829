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
 * @param inputs its own, or those that are in the key
 * @param other its kind and name
 */
export function sharesKey(definition: Definition, inputs: Properties, other: string): string {
  const same =
    definition.naturalKey.length > 0 ? `the same ${keyNames(definition, inputs)}` : "the same parent";
  return `has ${same} as ${other}: both would manage one object. Change one of them or remove it.`;
}

/**
 * How messages call the natural key: `name`, `event and targetUrl`. Names only, as a value may be a secret.
 *
 * @param inputs those of an object, of whose key only the parts count that it has: `type and ip` of a ban
 */
export const keyNames = (definition: Definition, inputs?: Properties): string =>
  listed(inputs === undefined ? definition.naturalKey : partsIn(definition, inputs));

/** The paths of the natural key at which an object has a value that counts. */
export function partsIn(definition: Definition, inputs: Properties): readonly string[] {
  const { naturalKey: paths, inputs: fields } = definition;
  const present = paths.filter((path) => {
    const field = fieldAt(fields, path);
    const value = valueAt(inputs, path);
    return field && canonical(field, value) !== undefined && !isIgnored(field, fields, inputs);
  });
  return present.length > 0 ? present : paths;
}

/** `event and targetUrl` */
export function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${last}` : last;
}
