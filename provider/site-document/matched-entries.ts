import type { Properties } from "../core/definition";
import { isObject, valueAt } from "../core/paths";
import { didYouMean } from "../core/suggest";
import { type ChangeLeaf, withLeavesOf } from "./leaves";
import type { Entries } from "./members";

/** Says of an entry of an overlay that the document hasn't got it. */
export const NEW = "new";
/** Says of an entry of an overlay that its site hasn't got it, though the document has. */
export const REMOVED = "removed";

/** An entry of a list with another one on top: what the document says, and what the overlay says of it. */
export interface Laid {
  key: string | undefined;
  below?: { entry: unknown; index: number };
  above?: { entry: Properties; index: number };
}

interface Top {
  entry: unknown;
  index: number;
  key: string | undefined;
}

export interface Matched {
  /** In the sequence of the result: an entry that is new comes after the one before it on top, if that has a place. */
  laid: readonly Laid[];
  /** What is wrong with an entry on top. */
  problems: readonly { index: number; message: string }[];
}

/** Finds for each entry on top the one that it is about. */
export function matched(
  entries: Entries,
  below: readonly unknown[],
  above: readonly unknown[],
  inTerms: ChangeLeaf,
): Matched {
  const laid: Laid[] = below.map((entry, index) => ({
    key: keyInTerms(entries, entry, inTerms),
    below: { entry, index },
  }));
  const tops = above.map((entry, index): Top => ({ entry, index, key: keyInTerms(entries, entry, inTerms) }));
  const problems: { index: number; message: string }[] = [];
  const removed = new Set<Laid>();
  const added: Laid[] = [];
  for (const top of tops) {
    const found = top.key === undefined ? undefined : laid.find(({ key }) => key === top.key);
    const isSecond = tops.some(({ key, index }) => key !== undefined && key === top.key && index < top.index);
    const message = isSecond ? secondText(entries, top) : problemOf(entries, top, found, below);
    if (message !== undefined) problems.push({ index: top.index, message });
    if (!isObject(top.entry) || (message !== undefined && !found)) continue;
    if (top.entry[REMOVED] === true && found) removed.add(found);
    else if (found) found.above = { entry: withoutKey(entries, top.entry, found), index: top.index };
    else added.push({ key: top.key, above: { entry: top.entry, index: top.index } });
  }
  for (const one of added) insert(laid, one, entries.isOrdered ? tops : []);
  return { laid: laid.filter((one) => !removed.has(one)), problems };
}

/** What tells an entry apart, with its values as they are on the site. */
export const keyInTerms = (entries: Entries, entry: unknown, inTerms: ChangeLeaf): string | undefined =>
  isObject(entry) ? entries.keyOf(withLeavesOf(entries.known, entry, inTerms)) : undefined;

export function withoutMarks(entry: Properties): Properties {
  const { [NEW]: _new, [REMOVED]: _removed, ...said } = entry;
  return said;
}

/** The key says which entry is meant, and changes nothing of it. */
function withoutKey({ keyPaths }: Entries, entry: Properties, { below }: Laid): Properties {
  const isKey = (path: string) => keyPaths.includes(path) && valueAt(below?.entry, path) !== undefined;
  const isOnlyKey = (name: string, value: unknown) =>
    isObject(value) && Object.keys(value).length === 1 && isKey(`${name}.${Object.keys(value)[0]}`);
  return Object.fromEntries(
    Object.entries(entry).filter(([name, value]) => !isKey(name) && !isOnlyKey(name, value)),
  );
}

function insert(laid: Laid[], added: Laid, tops: readonly Top[]): void {
  const position = (key: string | undefined) => laid.findIndex((one) => key !== undefined && one.key === key);
  const index = added.above?.index ?? 0;
  const before = position(tops[index - 1]?.key);
  const after = position(tops[index + 1]?.key);
  laid.splice(before !== -1 ? before + 1 : after !== -1 ? after : laid.length, 0, added);
}

function problemOf(
  entries: Entries,
  { entry, key }: Top,
  found: Laid | undefined,
  below: readonly unknown[],
): string | undefined {
  if (!isObject(entry)) return "must be an object.";
  const title = JSON.stringify(entries.titleOf(entry));
  for (const mark of [NEW, REMOVED]) {
    if (entry[mark] !== undefined && entry[mark] !== true) return `has ${mark}, which can only be true.`;
  }
  if (entry[NEW] && entry[REMOVED]) return "can't be new and removed.";
  if (key === undefined)
    return `has no ${entries.keyNames}, so that nobody can tell which entry it is about.`;
  if (entry[NEW] === true) {
    return (
      found && `says new: true, but the document has ${title} already. Without new: true it changes that one.`
    );
  }
  if (found === undefined) return absentText(entries, entry, below);
  const others = Object.keys(withoutKey(entries, withoutMarks(entry), found));
  if (entry[REMOVED] !== true || others.length === 0) return undefined;
  return `says removed: true, so nothing else can be said of ${title}: remove ${others.join(", ")}.`;
}

function absentText(entries: Entries, entry: Properties, below: readonly unknown[]): string {
  const title = entries.titleOf(entry);
  const start = `matches nothing in the document, which has no ${JSON.stringify(title)} here.`;
  const near = didYouMean(title, below.filter(isObject).map(entries.titleOf));
  const advice = entry[REMOVED] === true ? "" : " An entry that only this site has says new: true.";
  return `${start}${near}${advice}`;
}

const secondText = (entries: Entries, { entry }: Top) =>
  `is about ${JSON.stringify(entries.titleOf(entry as Properties))} like an entry above it. Make one of the two.`;
