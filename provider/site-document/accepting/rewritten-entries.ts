import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../core/definition";
import { isObject, valueAt } from "../../core/paths";
import { withLeavesOf } from "../leaves";
import { keyInTerms, NEW, REMOVED, withoutMarks } from "../matched-entries";
import type { Entries } from "../members";
import type { Layers, RewriteObject, Writing } from "./layers";

/** What is written of a list, in the document and in what is laid over it. */
export interface ListLayers {
  document: readonly unknown[] | undefined;
  overlay: readonly unknown[] | undefined;
}

/** What a list is on the site, and what it is to be. */
export interface ListChange {
  before: readonly unknown[];
  after: readonly unknown[];
  place: string;
}

/** As `rewritten`, of a list whose entries are told apart by a key. */
export function rewrittenEntries(
  writing: Writing,
  entries: Entries,
  layers: ListLayers,
  change: ListChange,
  rewriteEntry: RewriteObject,
): ListLayers {
  const { place: path } = change;
  const before = byKey(entries, change.before);
  const after = byKey(entries, change.after);
  const lists = new Lists(writing, entries, layers, rewriteEntry);
  for (const [index, [key, was]] of [...before].entries()) {
    const is = after.get(key);
    const place = `${path}[${index}]`;
    if (is === undefined) lists.remove(key, was);
    else if (was !== is) lists.change(key, { before: was, after: is }, place);
  }
  const sequence = [...after.keys()];
  for (const [index, key] of sequence.entries()) {
    const entry = after.get(key);
    if (before.has(key) || entry === undefined) continue;
    lists.add(key, entry, sequence.slice(0, index).reverse(), `${path}[${before.size}]`);
  }
  if (entries.isOrdered && isMoved([...before.keys()], sequence)) lists.order(sequence, path);
  return lists.result();
}

function isMoved(before: readonly string[], after: readonly string[]): boolean {
  const shared = (keys: readonly string[], others: readonly string[]) =>
    keys.filter((key) => others.includes(key));
  return !isDeepStrictEqual(shared(before, after), shared(after, before));
}

function byKey(entries: Entries, list: readonly unknown[]): Map<string, Properties> {
  const keyed = list.filter(isObject).map((entry) => [entries.keyOf(entry) ?? "", entry] as const);
  return new Map(keyed);
}

interface Written {
  key: string | undefined;
  entry: unknown;
}

/** The two lists while they are changed. */
class Lists {
  readonly #writing: Writing;
  readonly #entries: Entries;
  readonly #before: ListLayers;
  readonly #rewriteEntry: RewriteObject;
  #document: Written[];
  #overlay: Written[];

  constructor(writing: Writing, entries: Entries, layers: ListLayers, rewriteEntry: RewriteObject) {
    const keyed = (list: readonly unknown[] = []) =>
      list.map((entry): Written => ({ key: keyInTerms(entries, entry, writing.inTerms), entry }));
    this.#writing = writing;
    this.#entries = entries;
    this.#before = layers;
    this.#rewriteEntry = rewriteEntry;
    this.#document = keyed(layers.document);
    this.#overlay = keyed(layers.overlay);
  }

  change(key: string, change: { before: Properties; after: Properties }, place: string): void {
    const [below, above] = [this.#inDocument(key), this.#inOverlay(key)];
    const said = above && withoutMarks(above);
    const changed = this.#rewriteEntry(
      this.#writing,
      this.#entries.known,
      { document: below, overlay: said },
      change,
      place,
    );
    if (changed.document !== below) this.#document = replaced(this.#document, key, changed.document);
    if (changed.overlay === said) return;
    if (above) this.#overlay = replaced(this.#overlay, key, { ...marksOf(above), ...changed.overlay });
    else this.#overlay.push({ key, entry: { ...this.#keyOf(change.after), ...changed.overlay } });
  }

  remove(key: string, was: Properties): void {
    const isBelow = this.#inDocument(key) !== undefined;
    this.#overlay = without(this.#overlay, key);
    if (!isBelow) return;
    if (this.#writing.into === "document") this.#document = without(this.#document, key);
    else this.#overlay.push({ key, entry: { ...this.#keyOf(was), [REMOVED]: true } });
  }

  /** @param before the keys of the entries that come before it, the nearest first */
  add(key: string, entry: Properties, before: readonly string[], place: string): void {
    const below = this.#inDocument(key);
    if (below) {
      // The overlay has taken it away until now.
      this.#overlay = without(this.#overlay, key);
      const was = withLeavesOf(this.#entries.known, below, this.#writing.inTerms);
      this.change(key, { before: was, after: entry }, place);
    } else if (this.#writing.into === "document" && !this.#isOverlaysAlone()) {
      this.#document = this.#inserted(
        this.#document,
        { key, entry: this.#written("document", entry) },
        before,
      );
    } else {
      const [previous] = before;
      if (
        this.#entries.isOrdered &&
        previous !== undefined &&
        !this.#overlay.some((one) => one.key === previous)
      ) {
        this.#overlay.push({ key: previous, entry: this.#keyOf(this.#inDocument(previous) ?? {}) });
      }
      const added = { ...this.#written("overlay", entry), [NEW]: true };
      this.#overlay = this.#inserted(this.#overlay, { key, entry: added }, before.slice(0, 1));
    }
  }

  order(sequence: readonly string[], place: string): void {
    if (this.#writing.into === "overlay") {
      this.#writing.refused(
        place,
        "is in another sequence, which an overlay can't say. Order the document by hand.",
      );
      return;
    }
    const rank = ({ key }: Written) => sequence.indexOf(key ?? "");
    const isShared = (one: Written) => rank(one) !== -1;
    const sorted = this.#document.filter(isShared).toSorted((one, other) => rank(one) - rank(other));
    this.#document = this.#document.map((one) => (isShared(one) ? (sorted.shift() ?? one) : one));
  }

  result(): ListLayers {
    const listOf = (changed: readonly Written[], list: readonly unknown[] | undefined) => {
      const after = changed.map(({ entry }) => entry);
      const isSame =
        after.length === (list ?? []).length && after.every((entry, index) => entry === list?.[index]);
      return isSame ? list : after;
    };
    return {
      document: listOf(this.#document, this.#before.document),
      overlay: listOf(this.#overlay, this.#before.overlay),
    };
  }

  /** Whether only the overlay has the list at all. */
  #isOverlaysAlone = () => this.#before.document === undefined && this.#before.overlay !== undefined;

  #inDocument = (key: string) => entryOf(this.#document, key);
  #inOverlay = (key: string) => entryOf(this.#overlay, key);

  /** The part of an entry that says which one it is. */
  #keyOf(entry: Properties): Properties {
    const names = this.#entries.keyPaths.filter((path) => valueAt(entry, path) !== undefined);
    const key = names.reduce<Properties>(
      (result, path) => withPath(result, path.split("."), valueAt(entry, path)),
      {},
    );
    return withLeavesOf(this.#entries.known, key, this.#writing.asWritten("overlay"));
  }

  #written = (layer: keyof Layers, entry: Properties): Properties =>
    withLeavesOf(this.#entries.known, entry, this.#writing.asWritten(layer));

  #inserted(list: readonly Written[], added: Written, before: readonly string[]): Written[] {
    const previous = before
      .map((key) => list.findIndex((one) => one.key === key))
      .find((index) => index !== -1);
    const start = this.#entries.isOrdered && list === this.#document ? 0 : list.length;
    return list.toSpliced(previous === undefined ? start : previous + 1, 0, added);
  }
}

const marksOf = (entry: Properties): Properties =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name === NEW || name === REMOVED));

const entryOf = (list: readonly Written[], key: string): Properties | undefined =>
  list.map((one) => (one.key === key ? one.entry : undefined)).find(isObject);

const replaced = (list: readonly Written[], key: string, entry: unknown): Written[] =>
  list.map((one) => (one.key === key ? { key, entry } : one));

const without = (list: readonly Written[], key: string): Written[] => list.filter((one) => one.key !== key);

function withPath(object: Properties, [name = "", ...others]: readonly string[], value: unknown): Properties {
  if (others.length === 0) return { ...object, [name]: value };
  const below = isObject(object[name]) ? object[name] : {};
  return { ...object, [name]: withPath(below, others, value) };
}
