import type { Properties } from "../core/definition";
import { namePath } from "../core/entry-properties";
import { valueAt } from "../core/paths";
import { keyWithinOwner, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { type PlannedResource, planSite } from "./plan";

/** An object of a site document. */
export interface SiteObject {
  part: SitePart;
  /** The same for the same object in every document: what tells it and its owners from others. */
  key: string;
  /** Where it is, by names: `campaigns[Sales].chatButton`. */
  place: string;
  /** Where it is, by positions: `campaigns[0].chatButton`. */
  path: string;
  /** What the document says of it, without what belongs to it. */
  fields: Properties;
  owner: SiteObject | undefined;
}

/** The objects of a document that has been checked, each after what it belongs to. */
export function objectsOf(document: Properties): SiteObject[] {
  const made = new Map<PlannedResource, SiteObject>();
  for (const planned of planSite(siteParts(definitions), "", document, [])) {
    const owner = planned.owner && made.get(planned.owner);
    const place = placeOf(planned, owner);
    const { part, path, args: fields } = planned;
    made.set(planned, { part, key: keyBelow(owner?.key, part, fields) ?? path, place, path, fields, owner });
  }
  return [...made.values()];
}

/** What the resource of each object is called, without the name of the site: by the object's path. */
export const resourceNamesIn = (document: Properties): ReadonlyMap<string, string> =>
  new Map(planSite(siteParts(definitions), "", document, []).map(({ path, name }) => [path, name]));

/** Whether an object belongs to another one, or to what belongs to that one. */
export const isBelow = ({ owner }: SiteObject, above: SiteObject): boolean =>
  owner !== undefined && (owner.key === above.key || isBelow(owner, above));

/** The name that an object is found by. */
export const nameOfObject = ({ part, fields }: SiteObject): string =>
  String(valueAt(fields, namePath(part) ?? ""));

/** What tells a described object from all others. */
export const keyIn = ({ part, args, path, owner }: PlannedResource): string =>
  keyBelow(owner && keyIn(owner), part, args) ?? path;

/** What tells an entry from all others; undefined when a part of its natural key is missing. */
export function keyBelow(owner = "", part: SitePart, entry: Properties): string | undefined {
  const key = keyWithinOwner(part, entry);
  return key === undefined ? undefined : `${owner}/${part.property}${key}`;
}

function placeOf({ part, name, owner: planned }: PlannedResource, owner: SiteObject | undefined): string {
  const property = owner ? `${owner.place}.${part.property}` : part.property;
  if (!part.isList) return property;
  return `${property}[${planned && planned.name !== "" ? name.slice(planned.name.length + 1) : name}]`;
}
