import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListDifference } from "../../provider/site-document/compare-lists";
import { changesOf, type EntryChange } from "../../provider/site-document/list-changes";

const difference = (left: readonly string[], right: readonly string[]): ListDifference => ({
  path: "fields",
  left,
  right,
  isOrdered: true,
  changed: [],
  content: new Map(),
});

const names = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 8 });

/** By trying all: how many of these stay at most, in a sequence that both have. */
function mostThatStay(from: readonly string[], to: readonly string[]): number {
  if (from.length === 0 || to.length === 0) return 0;
  const [[one, ...ones], [other, ...others]] = [from, to];
  if (one === other) return 1 + mostThatStay(ones, others);
  return Math.max(mostThatStay(ones, to), mostThatStay(from, others));
}

/** As a person would carry the changes out, one by one: from the end, so that a neighbour behind is in its place. */
function carriedOut(from: readonly string[], changes: readonly EntryChange[]): string[] {
  const touched = new Set(changes.map(({ entry }) => entry));
  const list = from.filter((name) => !touched.has(name));
  const coming = changes.filter(({ change }) => change === "moved" || change === "added");
  for (let left = coming; left.length > 0; ) {
    const next = left.find((one) => anchorOf(one) === undefined || list.includes(anchorOf(one) ?? ""));
    if (!next) throw new Error(`Nothing is there to put these beside: ${JSON.stringify(left)}`);
    left = left.filter((one) => one !== next);
    const { before, after } = next as { before?: string; after?: string };
    if (before !== undefined) list.splice(list.indexOf(before), 0, next.entry);
    else list.splice(after === undefined ? 0 : list.indexOf(after) + 1, 0, next.entry);
  }
  return list;
}

const anchorOf = (change: EntryChange) => {
  const { before, after } = change as { before?: string; after?: string };
  return before ?? after;
};

describe("changes of a list", () => {
  it("make the one list the other, with as few moves as there can be, in either direction", () => {
    fc.assert(
      fc.property(names, names, (left, right) => {
        for (const [from, to, becomes] of [
          [left, right, "right"],
          [right, left, "left"],
        ] as const) {
          const { changes } = changesOf(difference(left, right), becomes);
          const both = from.filter((name) => to.includes(name));
          const moved = changes.filter(({ change }) => change === "moved");
          expect(moved).toHaveLength(both.length - mostThatStay(both, to));
          expect(new Set(changes.map(({ entry }) => entry)).size).toBe(changes.length);
          const gone = changes.filter(({ change }) => change === "removed").map(({ entry }) => entry);
          expect(gone).toEqual(from.filter((name) => !to.includes(name)));
          if (isPlaceable(changes)) expect(carriedOut(from, changes)).toEqual(to);
        }
      }),
    );
  });

  it("name the neighbour that stays, and of two that change places move the later one up", () => {
    const ofSwap = changesOf(difference(["Rest", "VIP"], ["VIP", "Rest"]), "right").changes;
    expect(ofSwap).toEqual([{ entry: "VIP", change: "moved", before: "Rest" }]);
    const toEnd = changesOf(difference(["a", "b", "c"], ["b", "c", "a"]), "right").changes;
    expect(toEnd).toEqual([{ entry: "a", change: "moved", after: "c" }]);
    const atFront = changesOf(difference(["b"], ["a", "b"]), "right").changes;
    expect(atFront).toMatchObject([{ entry: "a", change: "added", before: "b" }]);
  });
});

/** Two that come next to each other may each be named beside the other. */
const isPlaceable = (changes: readonly EntryChange[]): boolean => {
  const coming = new Map(changes.map((one) => [one.entry, anchorOf(one)]));
  return [...coming.values()].every((anchor) => anchor === undefined || !coming.has(anchor));
};
