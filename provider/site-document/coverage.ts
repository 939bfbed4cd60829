import type { Properties } from "../core/definition";
import { grouped } from "../core/ordering";
import { isObject } from "../core/paths";
import type { SitePart } from "../core/site-parts";
import type { ComparedSite } from "./compare";
import { fieldsOf } from "./compare-fields";
import { isExported } from "./live-site";
import { managedFields } from "./managed-fields";
import { isBelow, objectsOf, type SiteObject } from "./objects";

export interface UnmanagedObject {
  part: SitePart;
  /** Where it is, by names. */
  place: string;
  /** How many objects belong to it. */
  below: number;
  /** Of several that nothing tells apart: nobody can tell which of them a declaration means. */
  ids?: readonly string[];
}

/** How many of all there are. */
export interface Share {
  managed: number;
  total: number;
}

export interface Coverage {
  objects: Share;
  /** Of the site's fields that have an effect, in all of its objects. */
  fields: Share;
  /** Those that aren't managed, without what belongs to them. */
  unmanaged: UnmanagedObject[];
  /** The fields of managed objects that nobody manages, by their paths: what somebody puts there isn't noticed. */
  unmanagedFields: { object: SiteObject; fields: readonly string[] }[];
}

/**
 * How much of a site is under management.
 *
 * @param documents what is declared, in any number of places
 */
export function coverageOf(
  documents: readonly Properties[],
  { document: live, ambiguous = new Map() }: Pick<ComparedSite, "document" | "ambiguous">,
): Coverage {
  const declared = grouped(documents.flatMap(objectsOf), ({ key }) => key);
  const all = objectsOf(live).filter(({ part }) => isExported(part));
  const twins = [...ambiguous.values()];
  const counted = all.map((object) => ({ object, ...countedIn(object, declared.get(object.key) ?? []) }));
  const others = all.filter(({ key }) => !declared.has(key));
  const total = counted.reduce((sum, { total: one }) => sum + one, 0);
  const unmanaged = counted.reduce((sum, { fields }) => sum + fields.length, 0);
  return {
    objects: {
      managed: all.length - others.length,
      total: all.length + twins.reduce((count, { ids }) => count + ids.length, 0),
    },
    fields: { managed: total - unmanaged, total },
    unmanaged: [
      ...others
        .filter(({ owner }) => owner === undefined || declared.has(owner.key))
        .map((object) => ({ ...object, below: all.filter((one) => isBelow(one, object)).length })),
      ...twins.map((several) => ({ ...several, below: 0 })),
    ],
    unmanagedFields: counted.flatMap(({ object, fields }) =>
      declared.has(object.key) && fields.length > 0 ? [{ object, fields }] : [],
    ),
  };
}

function countedIn({ part, fields: live }: SiteObject, declared: readonly SiteObject[]) {
  const all = declared.map(({ fields }) => fields).reduce(joined, {});
  const { total, unmanaged } = managedFields(fieldsOf(part), all, live);
  return { total, fields: unmanaged };
}

/** What two declare of one object, at any depth. */
const joined = (one: Properties, other: Properties): Properties => {
  const members = Object.entries(other).map(([name, value]) => {
    const before = one[name];
    return [name, isObject(before) && isObject(value) ? joined(before, value) : value];
  });
  return { ...one, ...Object.fromEntries(members) };
};
