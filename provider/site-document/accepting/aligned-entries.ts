import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../core/paths";

/** An entry that is wanted, and which of those that are there becomes it; undefined for a new one. */
export interface Aligned {
  index: number | undefined;
  value: unknown;
}

/** Finds for each wanted entry the one that it was: the same one, or else the one that is most like it. */
export function alignedEntries(is: readonly unknown[], wanted: readonly unknown[]): Aligned[] {
  const left = new Set(is.keys());
  const take = (index: number | undefined) => {
    if (index !== undefined) left.delete(index);
    return index;
  };
  const same = wanted.map((value) => take([...left].find((index) => isDeepStrictEqual(is[index], value))));
  const isPaired = is.length === wanted.length;
  return wanted.map((value, position) => {
    const index = same[position] ?? take(mostAlike(is, [...left], value));
    return { index: index ?? (isPaired && left.has(position) ? take(position) : undefined), value };
  });
}

function mostAlike(is: readonly unknown[], left: readonly number[], value: unknown): number | undefined {
  const ranked = left
    .map((index) => ({ index, alike: alike(is[index], value) }))
    .filter((one) => one.alike > 0)
    .sort((one, other) => other.alike - one.alike);
  return ranked[0]?.index;
}

/** How many members two entries share; none where they are called otherwise. */
function alike(one: unknown, other: unknown): number {
  if (!isObject(one) || !isObject(other)) return 0;
  if (isDeepStrictEqual(one.name, other.name) === false) return 0;
  return Object.entries(one).filter(([name, value]) => isDeepStrictEqual(value, other[name])).length;
}

/** The members that are wanted: those that are there in their sequence, and behind them the new ones. */
export function alignedMembers(
  is: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
) {
  const names = Object.keys(is);
  const kept = names.filter((name) => Object.hasOwn(wanted, name));
  const added = Object.keys(wanted).filter((name) => !Object.hasOwn(is, name));
  return [
    ...kept.map((name) => ({ name, index: names.indexOf(name), value: wanted[name] })),
    ...added.map((name) => ({ name, index: undefined, value: wanted[name] })),
  ];
}
