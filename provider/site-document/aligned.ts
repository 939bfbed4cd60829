import type { Properties } from "../core/definition";
import { namePath, RENAMED_FROM } from "../core/entry-properties";
import { isObject, valueAt, withValueAt } from "../core/paths";
import { keyWithinOwner, referenceProperty, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { withLeaves } from "./leaves";
import { keyBelow } from "./objects";
import { renaming } from "./overlay";
import { formerEntry, formerKey } from "./renames";

/** The keys of an object on two sites: see `SiteObject`. */
interface Keys {
  leftKey: string;
  rightKey: string;
}

/** An object that has different names on two sites, as an entry of one of them says. */
export interface Rename extends Keys {
  kind: string;
  /** The path of the field that is its name. */
  path: string;
  left: string;
  right: string;
}

/** How the other site stands to the old name that an entry says of: the right key is that of the old name. */
export interface Standing extends Keys {
  part: SitePart;
  /** Where the entry is: `campaigns[0]`. */
  path: string;
  name: string;
  renamedFrom: string;
  /**
   * `old`: the other site has the old name alone, so that the object is renamed there; `new`: the new one alone; `both`: an
   * object of each name; `none`: neither.
   */
  on: "old" | "new" | "both" | "none";
}

/** A site in the names of another one. */
export interface Aligned {
  /** The right document with the left one's names, also in references. */
  document: Properties;
  renames: Rename[];
  /** Of the left document's entries. */
  standings: Standing[];
}

/** Finds the objects of the right document that the left one, or they themselves, say of as renamed. */
export function aligned(left: Properties, right: Properties): Aligned {
  const found: Found = { renames: [], standings: [] };
  const document = inParts(siteParts(definitions), left, right, { left: "", right: "", path: "" }, found);
  return { document: withLeaves(document, renaming(namesIn(found.renames))), ...found };
}

type Found = Omit<Aligned, "document">;

interface Place {
  /** The keys of what the objects belong to. */
  left: string;
  right: string;
  /** That of what they belong to in the left document. */
  path: string;
}

function inParts(
  parts: readonly SitePart[],
  left: Properties,
  right: Properties,
  place: Place,
  found: Found,
): Properties {
  const result = { ...right };
  for (const part of parts) {
    const path = place.path === "" ? part.property : `${place.path}.${part.property}`;
    if (part.isList) {
      const lefts = entriesIn(left, part).map((entry, index) => ({ entry, path: `${path}[${index}]` }));
      const entries = inList(part, lefts, entriesIn(right, part), place, found);
      if (Array.isArray(right[part.property])) result[part.property] = entries;
      continue;
    }
    const [value, other] = [right[part.property], left[part.property]];
    if (isObject(value) && isObject(other)) {
      const below = {
        left: keyBelow(place.left, part, other) ?? "",
        right: keyBelow(place.right, part, value) ?? "",
      };
      result[part.property] = inParts(part.parts, other, value, { ...below, path }, found);
    }
  }
  return result;
}

const entriesIn = (described: Properties, { property }: SitePart): Properties[] =>
  Array.isArray(described[property]) ? (described[property] as unknown[]).filter(isObject) : [];

interface LeftEntry {
  entry: Properties;
  path: string;
}

function inList(
  part: SitePart,
  lefts: readonly LeftEntry[],
  rights: readonly Properties[],
  place: Place,
  found: Found,
): Properties[] {
  const lists = listsIn(part, lefts, rights);
  found.standings.push(...lefts.flatMap((one) => standingOf(part, one, lists, place)));
  return rights.map((entry) => {
    const other = counterpart(part, entry, lists);
    if (!other) return entry;
    const below = {
      left: keyBelow(place.left, part, other.entry) ?? "",
      right: keyBelow(place.right, part, entry) ?? "",
      path: other.path,
    };
    return inParts(part.parts, other.entry, named(part, entry, other.entry, below, found), below, found);
  });
}

/** The entries of two lists by what tells them apart. */
interface Lists {
  left: ReadonlyMap<string, LeftEntry>;
  /** By the key that they had. */
  leftBefore: ReadonlyMap<string, LeftEntry>;
  right: ReadonlySet<string>;
}

const listsIn = (part: SitePart, lefts: readonly LeftEntry[], rights: readonly Properties[]): Lists => ({
  left: byKey(lefts, ({ entry }) => keyWithinOwner(part, entry)),
  leftBefore: byKey(lefts, ({ entry }) => formerKey(part, entry)),
  right: new Set(byKey(rights, (entry) => keyWithinOwner(part, entry)).keys()),
});

const byKey = <One>(entries: readonly One[], keyOf: (entry: One) => string | undefined): Map<string, One> =>
  new Map(
    entries.flatMap((one): [string, One][] => {
      const key = keyOf(one);
      return key === undefined ? [] : [[key, one]];
    }),
  );

/** The entry of the left site that is the same object: it has the key, or had it, or has the one that this one had. */
function counterpart(part: SitePart, entry: Properties, lists: Lists): LeftEntry | undefined {
  const key = keyWithinOwner(part, entry);
  if (key === undefined) return undefined;
  const renamed = lists.leftBefore.get(key);
  const isRenamed = renamed && !lists.right.has(keyWithinOwner(part, renamed.entry) ?? "");
  const before = formerKey(part, entry);
  const hadOther = before !== undefined && !lists.right.has(before);
  return (
    lists.left.get(key) ??
    (isRenamed ? renamed : undefined) ??
    (hadOther ? lists.left.get(before) : undefined)
  );
}

function named(
  part: SitePart,
  right: Properties,
  left: Properties,
  { left: leftKey, right: rightKey }: Place,
  { renames }: Found,
): Properties {
  const path = namePath(part);
  if (path === undefined || keyWithinOwner(part, left) === keyWithinOwner(part, right)) return right;
  const names = { left: String(valueAt(left, path)), right: String(valueAt(right, path)) };
  renames.push({
    kind: part.definition.name,
    leftKey,
    rightKey,
    path,
    ...names,
  });
  return withValueAt(right, path, names.left);
}

function standingOf(part: SitePart, { entry, path }: LeftEntry, { right }: Lists, place: Place): Standing[] {
  const former = formerEntry(part, entry);
  if (former === undefined) return [];
  const isThere = (one: Properties) => right.has(keyWithinOwner(part, one) ?? "");
  const on = isThere(entry) ? (isThere(former) ? "both" : "new") : isThere(former) ? "old" : "none";
  return [
    {
      part,
      path,
      on,
      name: String(valueAt(entry, namePath(part) ?? "")),
      renamedFrom: String(entry[RENAMED_FROM]),
      leftKey: keyBelow(place.left, part, entry) ?? "",
      rightKey: keyBelow(place.right, part, former) ?? "",
    },
  ];
}

/** A key of the right site in the names of the left one. */
export function keyInLeftNames(key: string, objects: readonly Keys[]): string {
  const above = objects.filter(({ rightKey }) => key === rightKey || key.startsWith(`${rightKey}/`));
  const [nearest] = above.sort((one, other) => other.rightKey.length - one.rightKey.length);
  return nearest ? nearest.leftKey + key.slice(nearest.rightKey.length) : key;
}

/** By the property of a reference, the names on the right site, each with that on the left one. */
function namesIn(renames: readonly Rename[]): Record<string, Record<string, string>> {
  const names: Record<string, Record<string, string>> = {};
  for (const { kind, left, right } of renames) {
    const property = referenceProperty(kind);
    names[property] = { ...names[property], [right]: left };
  }
  return names;
}
