import type * as z from "zod";
import { isPermanent, keyOfEntry } from "../core/lists";
import { valueAt } from "../core/paths";

/** The entries of two lists, as the sites have them. */
export interface PairedEntries {
  both: readonly { left: unknown; right: unknown }[];
  /** What only one site has. Entries that the service makes and keeps aren't among them: every site has those. */
  onlyLeft: readonly unknown[];
  onlyRight: readonly unknown[];
  /** The keys of the entries that both have, in the sequence of each site. */
  sequence: { left: readonly unknown[]; right: readonly unknown[] };
}

/**
 * Pairs the entries of two lists whose entries are told apart by a key, such as the fields of a form by their names.
 *
 * @param key path of the key in an entry
 */
export function pairedEntries(
  list: z.ZodType,
  element: z.ZodType,
  key: string,
  lefts: readonly unknown[],
  rights: readonly unknown[],
): PairedEntries {
  const keyOf = (entry: unknown) => keyOfEntry(element, key, entry);
  const byKey = (entries: readonly unknown[]) => new Map(entries.map((entry) => [keyOf(entry), entry]));
  const [leftByKey, rightByKey] = [byKey(lefts), byKey(rights)];
  const isInRight = (entry: unknown) => rightByKey.has(keyOf(entry));
  const isInLeft = (entry: unknown) => leftByKey.has(keyOf(entry));
  const leftOfBoth = lefts.filter(isInRight);
  const keysOf = (entries: readonly unknown[]) => entries.map((entry) => valueAt(entry, key));
  return {
    both: leftOfBoth.map((left) => ({ left, right: rightByKey.get(keyOf(left)) })),
    onlyLeft: lefts.filter((entry) => !isInRight(entry) && !isPermanent(list, entry)),
    onlyRight: rights.filter((entry) => !isInLeft(entry) && !isPermanent(list, entry)),
    sequence: { left: keysOf(leftOfBoth), right: keysOf(rights.filter(isInLeft)) },
  };
}
