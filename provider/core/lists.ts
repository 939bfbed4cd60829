import type * as z from "zod";
import { canonical } from "./canonical";
import { factsOf, shapeOf } from "./field-facts";
import { fieldAt, valueAt } from "./paths";

/** What tells an entry of a list from the others, in one form for all spellings. An empty text tells one, too. */
export function keyOfEntry(element: z.ZodType, key: string, entry: unknown): string | undefined {
  const field = fieldAt(shapeOf(element) ?? {}, key);
  const value = valueAt(entry, key);
  const isGiven = field !== undefined && value !== undefined && value !== null;
  return isGiven ? JSON.stringify(canonical(field, value) ?? "") : undefined;
}

/** The entries by their key. An entry without a key is left out, and so is a second entry of the same key. */
export function entriesByKey(
  element: z.ZodType,
  key: string,
  entries: readonly unknown[],
): Map<string | undefined, unknown> {
  const entryByKey = new Map<string | undefined, unknown>();
  for (const entry of entries) {
    const text = keyOfEntry(element, key, entry);
    if (text !== undefined && !entryByKey.has(text)) entryByKey.set(text, entry);
  }
  return entryByKey;
}

/** Whether the service made the entry and keeps it, declared or not. */
export function isPermanent(field: z.ZodType, entry: unknown): boolean {
  const { permanent } = factsOf(field);
  if (permanent === undefined) return false;
  return permanent === "all" || valueAt(entry, permanent) === true;
}

/**
 * A declared list as it goes out: each declared entry laid over the live entry of the same key, and behind them the
 * permanent entries that the program leaves out. In a list with an order, an entry that declares no `order` keeps its
 * live one where that fits the program's sequence, and else gets the next number.
 */
export function sentEntries(
  list: z.ZodType,
  element: z.ZodType,
  declared: readonly unknown[],
  live: readonly unknown[],
  sent: (declared: unknown, live: unknown) => unknown,
): unknown[] {
  const { key = "", unordered } = factsOf(list);
  const liveByKey = entriesByKey(element, key, live);
  const declaredByKey = entriesByKey(element, key, declared);
  const kept = live.filter(
    (entry) => isPermanent(list, entry) && !declaredByKey.has(keyOfEntry(element, key, entry)),
  );
  const outgoing = declared.map((entry) => sent(entry, liveByKey.get(keyOfEntry(element, key, entry))));
  const hasOrder = shapeOf(element)?.order !== undefined && !unordered;
  return [...(hasOrder ? numbered(declared, outgoing, kept) : outgoing), ...kept];
}

function numbered(
  declared: readonly unknown[],
  outgoing: readonly unknown[],
  kept: readonly unknown[],
): unknown[] {
  const highestKept = Math.max(0, ...kept.map(orderOf));
  let last = 0;
  return outgoing.map((entry, index) => {
    const order = orderOf(entry);
    const isDeclared = valueAt(declared[index], "order") !== undefined;
    if (!isDeclared && order <= last) {
      last = order === 0 ? Math.max(last, highestKept) + 1 : last + 1;
      return { ...(entry as object), order: last };
    }
    last = order;
    return entry;
  });
}

function orderOf(entry: unknown): number {
  const order = valueAt(entry, "order");
  return typeof order === "number" ? order : 0;
}
