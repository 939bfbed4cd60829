import type { ChangedItem, CollectionChange, EditedText } from "./node-changes";
import { type Splice, spliced } from "./splices";

/** What changes inside of brackets where items come, go or move. */
export function flowChanges({ text, style }: EditedText, change: CollectionChange): Splice[] {
  const { items, wanted, inside } = change;
  const first = items[0]?.from ?? 0;
  const last = items.at(-1)?.to ?? first;
  const column = first - (text.lastIndexOf("\n", first - 1) + 1);
  const usual = usualSeparator(text, change, column, style.newline);
  const textOfItem = ({ index, ...item }: ChangedItem): string => {
    const written = index === undefined ? undefined : items[index];
    if (index === undefined || written === undefined) return style.flow(item, column);
    return spliced(text, inside.get(index) ?? [], written.from, written.to);
  };
  const texts = wanted.map((item, position) => {
    if (position === 0) return textOfItem(item);
    const before = wanted[position - 1]?.index;
    const [one, other] = [items[before ?? -1], items[item.index ?? -1]];
    const isBehind = before !== undefined && item.index === before + 1;
    return (isBehind && one && other ? text.slice(one.to, other.from) : usual) + textOfItem(item);
  });
  return [{ from: first, to: last, text: texts.join("") }];
}

/** What stands between two items. */
function usualSeparator(text: string, { items }: CollectionChange, column: number, newline: string): string {
  const [one, other] = items;
  const between = one && other && text.slice(one.to, other.from);
  if (between !== undefined && !between.includes("#")) return between;
  // One item alone, in a line of its own, as JSON has it.
  const before = text.slice(0, one?.from).trimEnd();
  const isInOwnLine = text.slice(before.length, one?.from).includes("\n");
  return isInOwnLine ? `,${newline}${" ".repeat(column)}` : ", ";
}
