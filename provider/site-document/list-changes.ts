import type { ValueDifference } from "./compare-fields";
import type { ListDifference } from "./compare-lists";

/** What happens to an entry of a list of objects. */
export type EntryChange = { entry: string } & (
  | ({ change: "added"; value: unknown } & Place)
  | { change: "removed"; value: unknown }
  | ({ change: "moved" } & Place)
  | { change: "changed"; properties: readonly ValueDifference[]; lists: readonly ListChanges[] }
);

/** Next to which entry it comes; nothing for the only one, and where the sequence means nothing. */
export interface Place {
  before?: string;
  after?: string;
}

export interface ListChanges {
  /** The list's path. */
  property: string;
  changes: readonly EntryChange[];
}

/** Whether the path of a difference is that of a list, of its sequence or of something in it. */
export const isIn = (list: string, path: string): boolean =>
  path === list || path.startsWith(`${list}[`) || path === `${list} (order)`;

/**
 * The changes that make a list of one site that of the other, with as few moves as there can be.
 *
 * @param becomes the site whose list it is afterwards
 */
export function changesOf(difference: ListDifference, becomes: "left" | "right"): ListChanges {
  const { path, isOrdered, changed, content } = difference;
  const [from, to] =
    becomes === "right" ? [difference.left, difference.right] : [difference.right, difference.left];
  const [old, now] = [new Set(from), new Set(to)];
  const moved = isOrdered
    ? movedIn(
        from.filter((name) => now.has(name)),
        to.filter((name) => old.has(name)),
      )
    : new Set<string>();
  const byName = new Map(changed.map((entry) => [entry.name, entry]));
  const ofNow = to.flatMap((entry, index): EntryChange[] => {
    if (!old.has(entry)) {
      return [
        { entry, change: "added", ...(isOrdered && placeAt(to, index, "after")), value: content.get(entry) },
      ];
    }
    const own = byName.get(entry);
    const lists = own?.lists.map((list) => changesOf(list, becomes)) ?? [];
    return [
      ...(moved.has(entry) ? [{ entry, change: "moved" as const, ...placeAt(to, index, "before") }] : []),
      ...(own ? [{ entry, change: "changed" as const, properties: own.properties, lists }] : []),
    ];
  });
  const removed = from
    .filter((entry) => !now.has(entry))
    .map((entry): EntryChange => ({ entry, change: "removed", value: content.get(entry) }));
  return { property: path, changes: [...ofNow, ...removed] };
}

function placeAt(names: readonly string[], index: number, preferred: "before" | "after"): Place {
  const [before, after] = [names[index + 1], names[index - 1]];
  if (before !== undefined && (preferred === "before" || after === undefined)) return { before };
  return after === undefined ? {} : { after };
}

/** Those that don't stay: all but the longest sequence that both have. Of two that change places the later one moves. */
function movedIn(from: readonly string[], to: readonly string[]): Set<string> {
  const placeOf = new Map(from.map((name, index) => [name, index]));
  const kept = new Set(longestRising(to.map((name) => placeOf.get(name) ?? 0)));
  return new Set(to.filter((name) => !kept.has(placeOf.get(name) ?? 0)));
}

/** The longest rising subsequence of different numbers; of several the one that ends with the least. */
function longestRising(numbers: readonly number[]): number[] {
  /** For each length the least number that ends such a sequence, and before it what it follows. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    const length = firstAtLeast(ends, number);
    before.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const longest: number[] = [];
  for (let last = ends.at(-1); last !== undefined; last = before.get(last)) longest.unshift(last);
  return longest;
}

function firstAtLeast(sorted: readonly number[], number: number): number {
  const index = sorted.findIndex((one) => one >= number);
  return index === -1 ? sorted.length : index;
}
