import type { Properties } from "../core/definition";
import { siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { aligned, keyInLeftNames, type Rename, type Standing } from "./aligned";
import { fieldDifferences, fieldsOf, type PropertyDifference, type Scope } from "./compare-fields";
import { type ListDifference, listDifferences } from "./compare-lists";
import { isSameButName, type Sides } from "./likeness";
import { isExported } from "./live-site";
import { isBelow, objectsOf, type SiteObject } from "./objects";
import type { Ambiguous } from "./to-document";

/** One of two sites that are compared. */
export interface ComparedSite {
  /** With `Secret` in place of every secret. */
  document: Properties;
  /** Whether it says everything about its objects: what it leaves out is empty, and not just not managed. */
  isWhole: boolean;
  /** What it has several of, so that none of them is in the document. Default: nothing. */
  ambiguous?: Ambiguous;
}

export interface ObjectDifference {
  /**
   * `missing`: only the left site has it; `additional`: only the right one; `ambiguous`: one of the sites has several, which
   * nothing tells apart.
   */
  change: "changed" | "missing" | "additional" | "ambiguous";
  /** The object as the left site has it; for an additional one as the right site has it. */
  object: SiteObject;
  /** As the left site has it, if it does. */
  left?: SiteObject | undefined;
  /** As the right site has it, if it does. */
  right?: SiteObject | undefined;
  /** Of a changed object. */
  properties: PropertyDifference[];
  /** The same as far as it is in lists of objects, told by the entries' names. */
  lists: ListDifference[];
  /** Of a missing or additional one: how many objects belong to it. */
  below: number;
  /** Of an ambiguous one: the ids of the several. */
  ids?: readonly string[];
  /** Of a missing one: what only the right site has, and is the same but for the name. It may have been renamed. */
  looksLike?: readonly SiteObject[];
}

/**
 * What differs between two sites. Objects are matched by their natural key and what they belong to, references
 * compared by name. What belongs to an object that only one site has isn't listed beside it.
 *
 * @param left what is wanted, or was deployed
 * @param right what there is
 */
export function compareSites(left: ComparedSite, other: ComparedSite): ObjectDifference[] {
  const { document, renames, standings } = aligned(left.document, other.document);
  const right = { ...other, document, ambiguous: inLeftNames(other.ambiguous, renames, standings) };
  const lefts = byKey(left.document);
  const rights = byKey(right.document);
  const scope = scopeOf(left, right);
  const ofLeft = [...lefts].flatMap(([key, object]): ObjectDifference[] => {
    const other = rights.get(key);
    if (isBelowOther(object, rights)) return [];
    if (!other && object.part.isList) return several(right, object) ?? alone("missing", object, lefts);
    const names = nameDifferences(renames.filter(({ leftKey }) => leftKey === key));
    return changed({ object, left: object, right: other }, scope, names);
  });
  const ofRight = [...rights].flatMap(([key, object]): ObjectDifference[] => {
    if (lefts.has(key) || isBelowOther(object, lefts)) return [];
    if (object.part.isList) return several(left, object) ?? alone("additional", object, rights);
    // A singleton that the left site doesn't mention: all of it is empty there, or not managed.
    if (scope === "left") return [];
    return changed({ object, left: undefined, right: object }, scope);
  });
  return inDocumentOrder(withLikeness([...ofLeft, ...ofRight], { lefts, rights, scope }));
}

function withLikeness(differences: readonly ObjectDifference[], sides: Sides): ObjectDifference[] {
  const additional = differences.filter(({ change }) => change === "additional").map(({ object }) => object);
  return differences.map((difference) => {
    if (difference.change !== "missing") return difference;
    const looksLike = additional.filter((other) => isSameButName(difference.object, other, sides));
    return looksLike.length === 0 ? difference : { ...difference, looksLike };
  });
}

const nameDifferences = (renames: readonly Rename[]): PropertyDifference[] =>
  renames.map(({ path, left, right }) => ({ path, left, right, at: { left: path, right: path } }));

/** An object that one site has several of is looked for by its old name where it has no other. */
function inLeftNames(
  ambiguous: Ambiguous = new Map(),
  renames: readonly Rename[],
  standings: readonly Standing[],
): Ambiguous {
  const renamed = [...renames, ...standings.filter(({ on }) => on === "none")];
  return new Map([...ambiguous].map(([key, ids]) => [keyInLeftNames(key, renamed), ids]));
}

/** What is declared as a part of its owner, too, is compared there. */
const byKey = (document: Properties) =>
  new Map(
    objectsOf(document)
      .filter(({ part }) => isExported(part))
      .map((object) => [object.key, object]),
  );

/** The properties of a document whose objects aren't compared. */
export const notCompared = (document: Properties): string[] => [
  ...new Set(objectsOf(document).flatMap(({ part }) => (isExported(part) ? [] : [part.property]))),
];

function scopeOf(left: ComparedSite, right: ComparedSite): Scope {
  if (left.isWhole === right.isWhole) return "both";
  return left.isWhole ? "right" : "left";
}

type Objects = ReadonlyMap<string, SiteObject>;

/** @param names what differs in its name, by which it was found all the same */
function changed(
  sides: Pick<ObjectDifference, "object" | "left" | "right">,
  scope: Scope,
  names: readonly PropertyDifference[] = [],
): ObjectDifference[] {
  const fields = fieldsOf(sides.object.part);
  const [left, right] = [sides.left?.fields ?? {}, sides.right?.fields ?? {}];
  const properties = [...names, ...fieldDifferences(fields, left, right, scope)];
  const lists = listDifferences(fields, left, right, scope);
  return properties.length === 0 ? [] : [{ change: "changed", ...sides, properties, lists, below: 0 }];
}

function alone(change: "missing" | "additional", object: SiteObject, own: Objects): ObjectDifference[] {
  const below = [...own.values()].filter((one) => isBelow(one, object)).length;
  const side = change === "missing" ? { left: object } : { right: object };
  return [{ change, object, ...side, properties: [], lists: [], below }];
}

/** The difference where the other site has several of the object. */
function several({ ambiguous }: ComparedSite, object: SiteObject): ObjectDifference[] | undefined {
  const ids = ambiguous?.get(object.key)?.ids;
  return ids && [{ change: "ambiguous", object, properties: [], lists: [], below: 0, ids }];
}

/** Whether it belongs to an object that the other site doesn't have. */
const isBelowOther = ({ owner }: SiteObject, others: Objects): boolean =>
  owner !== undefined && (!others.has(owner.key) || isBelowOther(owner, others));

function inDocumentOrder(differences: readonly ObjectDifference[]): ObjectDifference[] {
  const properties = siteParts(definitions).map(({ property }) => property);
  const rank = ({ object }: ObjectDifference): number => {
    let top = object;
    while (top.owner) top = top.owner;
    return properties.indexOf(top.part.property);
  };
  return [...differences].sort((one, other) => rank(one) - rank(other));
}
