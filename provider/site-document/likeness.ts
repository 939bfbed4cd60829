import type { Properties } from "../core/definition";
import { namePath } from "../core/entry-properties";
import { valueAt, withValueAt } from "../core/paths";
import { propertyDifferences, type Scope } from "./compare-fields";
import { isBelow, type SiteObject } from "./objects";

/** The objects of two sites by their keys, and whose fields count. */
export interface Sides {
  lefts: ReadonlyMap<string, SiteObject>;
  rights: ReadonlyMap<string, SiteObject>;
  scope: Scope;
}

/**
 * Whether an object of each site is the same but for its name, with all that belongs to it: it may be one that was renamed. Where a
 * site says nothing of its object but the name, nothing is alike.
 */
export function isSameButName(left: SiteObject, right: SiteObject, sides: Sides): boolean {
  const path = namePath(left.part);
  if (path === undefined || left.part !== right.part || left.owner?.key !== right.owner?.key) return false;
  const named = withValueAt(right.fields, path, valueAt(left.fields, path));
  const [below, belowRight] = [objectsBelow(left, sides.lefts), objectsBelow(right, sides.rights)];
  if (!saysMore(left.fields, path) && below.size === 0) return false;
  if (!saysMore(right.fields, path) && belowRight.size === 0) return false;
  const keys = [...new Set([...below.keys(), ...belowRight.keys()])];
  return (
    propertyDifferences(left.part, left.fields, named, sides.scope).length === 0 &&
    keys.every((key) => isSame(below.get(key), belowRight.get(key), sides.scope))
  );
}

const saysMore = (fields: Properties, path: string) =>
  Object.keys(fields).some((name) => name !== path.split(".")[0]);

/** What belongs to an object, by the rest of the keys. */
const objectsBelow = (above: SiteObject, objects: ReadonlyMap<string, SiteObject>) =>
  new Map(
    [...objects.values()]
      .filter((one) => isBelow(one, above))
      .map((one) => [one.key.slice(above.key.length), one]),
  );

/** What one of the sites doesn't mention is empty there, or not managed. */
function isSame(left: SiteObject | undefined, right: SiteObject | undefined, scope: Scope): boolean {
  const [object] = [left, right].filter((one) => one !== undefined);
  const isManaged = scope === "both" || (scope === "left" ? left : right) !== undefined;
  if (!object || !isManaged) return true;
  if (object.part.isList && (!left || !right)) return false;
  return propertyDifferences(object.part, left?.fields ?? {}, right?.fields ?? {}, scope).length === 0;
}
