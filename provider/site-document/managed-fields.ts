import type * as z from "zod";
import { inOrder } from "../core/canonical";
import { isIgnored } from "../core/conditions";
import type { Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../core/field-facts";
import { keyOfEntry } from "../core/lists";
import { isObject } from "../core/paths";
import { isSecretPlaceholder, Secret } from "./secrets";

/** The fields of an object that have an effect, by their paths, and whether somebody manages them. */
export interface FieldShare {
  total: number;
  unmanaged: readonly string[];
}

/**
 * How much of an object is managed. Fields count at any depth, empty ones too; a list's entries count where it has
 * any. What has no effect beside the live values doesn't count.
 *
 * @param declared what all who manage the object declare of it
 */
export function managedFields(fields: Fields, declared: Properties, live: Properties): FieldShare {
  return sum(
    Object.entries(writable(fields))
      .filter(([, field]) => !isIgnored(field, fields, live))
      .map(([name, field]) => below(name, ofValue(field, declared[name], live[name]))),
  );
}

function ofValue(field: z.ZodType, declared: unknown, live: unknown): FieldShare {
  const shape = shapeOf(field);
  if (shape && isObject(live)) return managedFields(shape, isObject(declared) ? declared : {}, live);
  const element = elementOf(field);
  const entries = element && shapeOf(element);
  if (entries && Array.isArray(live) && live.length > 0) {
    return Array.isArray(declared)
      ? ofEntries(field, element, declared, live)
      : sum(live.map((entry, index) => below(`[${index}]`, ofValue(element, undefined, entry))));
  }
  return { total: 1, unmanaged: declared === undefined || isBlind(field, declared) ? [""] : [] };
}

/** A secret that isn't known here, or that the service doesn't return: nobody sees that it has changed. */
const isBlind = (field: z.ZodType, declared: unknown) =>
  isSecretPlaceholder(declared) ||
  (declared instanceof Secret && (!declared.isWatched || factsOf(field).writeOnly === true));

/** An entry that isn't declared differs as a whole: it is one that is managed, by not being there. */
function ofEntries(
  list: z.ZodType,
  element: z.ZodType,
  declared: readonly unknown[],
  live: readonly unknown[],
): FieldShare {
  const { key } = factsOf(list);
  const [ours, theirs] = [inOrder(element, declared), inOrder(element, live)];
  const fields = shapeOf(element) ?? {};
  return sum(
    theirs.map((entry, index) => {
      const name = key === undefined ? undefined : keyOfEntry(element, key, entry);
      const own =
        key === undefined ? ours[index] : ours.find((one) => keyOfEntry(element, key, one) === name);
      if (!isObject(own) || !isObject(entry)) return { total: 1, unmanaged: [] };
      // The sequence of the entries says it.
      const { order: _order, ...counted } = fields;
      return below(`[${name ?? index}]`, managedFields(counted, own, entry));
    }),
  );
}

const below = (name: string, { total, unmanaged }: FieldShare): FieldShare => ({
  total,
  unmanaged: unmanaged.map((path) =>
    path === "" || path.startsWith("[") ? `${name}${path}` : `${name}.${path}`,
  ),
});

function sum(shares: readonly FieldShare[]): FieldShare {
  return {
    total: shares.reduce((total, share) => total + share.total, 0),
    unmanaged: shares.flatMap(({ unmanaged }) => unmanaged),
  };
}
