import type * as z from "zod";
import { canonical } from "../core/canonical";
import { factsOf } from "../core/field-facts";
import { isPermanent, keyOfEntry } from "../core/lists";
import { isObject } from "../core/paths";

/** The entries of two lists, as the sites have them. */
export interface PairedEntries {
  /** In the sequence of the left list, each with its place in the right one. */
  both: readonly { left: unknown; right: unknown; rightIndex: number }[];
  /** What only one site has. Entries that the service makes and keeps aren't among them: every site has those. */
  onlyLeft: readonly unknown[];
  onlyRight: readonly unknown[];
}

/** For an entry of the left list by its index: that of its partner in the right one. */
type Partners = ReadonlyMap<number, number>;

/**
 * Pairs the entries of two lists of objects: by the key that tells them apart, such as the fields of a form by their
 * names, or where they have none by what they have in common.
 */
export function pairedEntries(
  list: z.ZodType,
  element: z.ZodType,
  lefts: readonly unknown[],
  rights: readonly unknown[],
): PairedEntries {
  const { key } = factsOf(list);
  const partners =
    key === undefined
      ? closest(element, lefts, rights)
      : ofSameText((entry) => keyOfEntry(element, key, entry) ?? "", lefts, rights);
  const taken = new Set(partners.values());
  return {
    both: [...partners]
      .sort(([one], [other]) => one - other)
      .map(([left, right]) => ({ left: lefts[left], right: rights[right], rightIndex: right })),
    onlyLeft: lefts.filter((entry, index) => !partners.has(index) && !isPermanent(list, entry)),
    onlyRight: rights.filter((entry, index) => !taken.has(index) && !isPermanent(list, entry)),
  };
}

/** Of several with one text the first goes with the first, and so on. */
function ofSameText(
  textOf: (entry: unknown) => string,
  lefts: readonly unknown[],
  rights: readonly unknown[],
): Map<number, number> {
  const waiting = new Map<string, number[]>();
  rights.forEach((entry, index) => {
    const text = textOf(entry);
    waiting.set(text, [...(waiting.get(text) ?? []), index]);
  });
  const pairs = lefts.flatMap((entry, index): [number, number][] => {
    const partner = waiting.get(textOf(entry))?.shift();
    return partner === undefined ? [] : [[index, partner]];
  });
  return new Map(pairs);
}

/** How much two entries have in common at least, to be one that was changed. */
const alike = 0.5;

/** Those that are equal first, then those that are most alike, of these the nearest. */
function closest(element: z.ZodType, lefts: readonly unknown[], rights: readonly unknown[]): Partners {
  const leftValues = lefts.map((entry) => valuesOf(element, entry));
  const rightValues = rights.map((entry) => valuesOf(element, entry));
  const partners = ofSameText((values) => JSON.stringify(values), leftValues, rightValues);
  const taken = new Set(partners.values());
  const candidates = leftValues.flatMap((left, index) =>
    partners.has(index)
      ? []
      : rightValues.flatMap((right, place) => {
          const likeness = taken.has(place) ? 0 : likenessOf(left, right);
          return likeness < alike ? [] : [{ index, place, likeness }];
        }),
  );
  const distance = ({ index, place }: { index: number; place: number }) => Math.abs(index - place);
  candidates.sort((one, other) => other.likeness - one.likeness || distance(one) - distance(other));
  for (const { index, place } of candidates) {
    if (partners.has(index) || taken.has(place)) continue;
    partners.set(index, place);
    taken.add(place);
  }
  return partners;
}

function likenessOf(left: readonly string[], right: readonly string[]): number {
  const rights = new Set(right);
  const common = left.filter((value) => rights.has(value)).length;
  return common / Math.max(left.length, right.length, 1);
}

/** The values in an entry, each with its path: whatever is nothing, and the number of its place, isn't among them. */
function valuesOf(element: z.ZodType, entry: unknown): string[] {
  const leaves = (value: unknown, path: string): string[] =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, member]) => leaves(member, `${path}.${name}`))
      : [`${path}=${JSON.stringify(value)}`];
  return leaves(canonical(element, entry), "").filter((leaf) => !leaf.startsWith(".order="));
}
