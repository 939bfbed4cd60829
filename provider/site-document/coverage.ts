import type { Properties } from "../core/definition";
import type { ComparedSite } from "./compare";
import { isExported } from "./live-site";
import { isBelow, objectsOf, type SiteObject } from "./objects";

export interface UnmanagedObject {
  object: SiteObject;
  /** How many objects belong to it. */
  below: number;
}

export interface Coverage {
  /** How many objects of the site are managed. */
  managed: number;
  total: number;
  /** Those that aren't, without what belongs to them. */
  unmanaged: UnmanagedObject[];
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
  const managed = new Set(documents.flatMap((document) => objectsOf(document).map(({ key }) => key)));
  const all = objectsOf(live).filter(({ part }) => isExported(part));
  const others = all.filter(({ key }) => !managed.has(key));
  const topmost = others.filter(({ owner }) => owner === undefined || managed.has(owner.key));
  return {
    managed: all.length - others.length,
    // Nobody can tell which of several a declaration means.
    total: all.length + [...ambiguous.values()].flat().length,
    unmanaged: topmost.map((object) => ({
      object,
      below: all.filter((one) => isBelow(one, object)).length,
    })),
  };
}
