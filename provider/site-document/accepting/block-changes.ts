import type { WrittenItem } from "./collection-items";
import type { ChangedItem, CollectionChange, EditedText } from "./node-changes";
import { type Splice, spliced } from "./splices";

/** What changes in lines where items come, go or move; undefined where all of them have to be written anew. */
export function blockChanges(edited: EditedText, change: CollectionChange): readonly Splice[] | undefined {
  const [first] = change.items;
  const indexes = change.wanted.flatMap(({ index }) => index ?? []);
  if (first === undefined || indexes.length === 0) return undefined;
  const isMoved = indexes.some((index, position) => index < (indexes[position - 1] ?? 0));
  if (isMoved) return isInOwnLine(edited, first) ? [moved(edited, change, first)] : undefined;
  return [
    ...[...change.inside.values()].flat(),
    ...removals(edited, change),
    ...additions(edited, change, first),
  ];
}

const startOfLine = ({ text }: EditedText, offset: number) => text.lastIndexOf("\n", offset - 1) + 1;

const isInOwnLine = (edited: EditedText, { from }: WrittenItem) =>
  edited.text.slice(startOfLine(edited, from), from).trim() === "";

/** Where the lines of an item begin: with the comments right above it, as these are about it. */
function startOfItem(edited: EditedText, items: readonly WrittenItem[], index: number): number {
  const end = items[index - 1]?.lineEnd ?? 0;
  let start = startOfLine(edited, items[index]?.from ?? 0);
  while (start > end) {
    const above = startOfLine(edited, start - 1);
    if (!/^\s*#/.test(edited.text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function removals(edited: EditedText, { items, wanted }: CollectionChange): Splice[] {
  const kept = new Set(wanted.map(({ index }) => index));
  const firstKept = items.findIndex((_, index) => kept.has(index));
  return items.flatMap((item, index): Splice[] => {
    if (kept.has(index)) return [];
    // What stands above the first item may be about all of them.
    if (index > 0 && (index > firstKept || isInOwnLine(edited, item))) {
      const isCut = firstKept !== -1 && index < firstKept && !isInOwnLine(edited, items[0] ?? item);
      return isCut ? [] : [{ from: startOfItem(edited, items, index), to: item.lineEnd, text: "" }];
    }
    if (isInOwnLine(edited, item))
      return [{ from: startOfLine(edited, item.from), to: item.lineEnd, text: "" }];
    // The next one takes its place behind the - of its entry.
    return [{ from: item.from, to: items[firstKept]?.from ?? item.to, text: "" }];
  });
}

function additions(edited: EditedText, { items, wanted }: CollectionChange, first: WrittenItem): Splice[] {
  const column = first.from - startOfLine(edited, first.from);
  const { newline } = edited.style;
  const indent = " ".repeat(column);
  const firstKept = wanted.find(({ index }) => index !== undefined)?.index ?? 0;
  const start = firstKept === 0 ? startOfLine(edited, first.from) : startOfItem(edited, items, firstKept);
  let after: WrittenItem | undefined;
  return wanted.flatMap(({ index, ...item }): Splice[] => {
    if (index !== undefined) {
      after = items[index];
      return [];
    }
    const text = edited.style.block(item, column);
    if (after === undefined) {
      if (!isInOwnLine(edited, first))
        return [{ from: first.from, to: first.from, text: text + newline + indent }];
      return [{ from: start, to: start, text: indent + text + newline }];
    }
    const isEnded = edited.text[after.lineEnd - 1] === "\n";
    const line = isEnded ? indent + text + newline : newline + indent + text;
    return [{ from: after.lineEnd, to: after.lineEnd, text: line }];
  });
}

/** The items in another sequence, each with the comments right above it; what else is between them stays there. */
function moved(edited: EditedText, change: CollectionChange, first: WrittenItem): Splice {
  const { items, wanted, inside } = change;
  const column = first.from - startOfLine(edited, first.from);
  const { style, text } = edited;
  const starts = items.map((item, index) =>
    index === 0 ? startOfLine(edited, item.from) : startOfItem(edited, items, index),
  );
  const gaps = items.map((_, index) =>
    index === 0 ? "" : text.slice(items[index - 1]?.lineEnd ?? 0, starts[index] ?? 0),
  );
  const lines = ({ index, ...item }: ChangedItem): string => {
    const written = index === undefined ? undefined : items[index];
    if (index === undefined || written === undefined) {
      return " ".repeat(column) + style.block(item, column) + style.newline;
    }
    const own = spliced(text, inside.get(index) ?? [], starts[index] ?? 0, written.lineEnd);
    return own.endsWith("\n") ? own : own + style.newline;
  };
  const from = starts[0] ?? first.from;
  const to = items.at(-1)?.lineEnd ?? from;
  return { from, to, text: wanted.map((item, position) => (gaps[position] ?? "") + lines(item)).join("") };
}
