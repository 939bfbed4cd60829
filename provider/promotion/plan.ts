import { createHash } from "node:crypto";
import type { Properties } from "../core/definition";
import type { ObjectDifference } from "../site-document/compare";
import type { PropertyDifference } from "../site-document/compare-fields";
import { isBelow, objectsOf, type SiteObject } from "../site-document/objects";

/** What is done to one object of the target. */
export interface Step {
  action: "create" | "update" | "delete";
  object: SiteObject;
  /** Of an update: what is wanted on the left, what is there on the right. */
  properties: readonly PropertyDifference[];
}

/** All that makes a target what its source says. */
export interface Plan {
  /** The same for the same plan: what was shown can be told from what would be done now. */
  id: string;
  steps: readonly Step[];
  /** Objects that only the target has, and that stay. */
  kept: readonly SiteObject[];
}

/**
 * @param differences of the source, on the left, and the target
 * @param source the source's document
 * @param prune whether objects that only the target has are deleted
 */
export function planOf(
  differences: readonly ObjectDifference[],
  source: Properties,
  { prune }: { prune: boolean },
): Plan {
  const all = objectsOf(source);
  const steps = differences.flatMap(({ change, object, properties }): Step[] => {
    if (change === "changed") return [{ action: "update", object, properties }];
    if (change === "ambiguous") return [];
    if (change === "additional") {
      return prune && canDelete(object) ? [{ action: "delete", object, properties: [] }] : [];
    }
    const created = all.filter((one) => one.key === object.key || isBelow(one, object));
    return created.map((one) => ({ action: "create", object: one, properties: [] }));
  });
  const kept = differences
    .filter(({ change, object }) => change === "additional" && !(prune && canDelete(object)))
    .map(({ object }) => object);
  return { id: idOf(steps), steps, kept };
}

/** How many calls it takes to carry a plan out, besides those for the names of what it refers to. */
export function callsFor({ steps }: Plan): number {
  const lists = steps.flatMap(({ object }) => listsFor(object));
  const writes = steps.map(({ action, object }) =>
    // What isn't created or deleted as a whole is read before it is written.
    object.part.definition.hasId && action !== "update" ? 1 : 2,
  );
  // What was created is looked for once more, beside what others may have made: see `withoutTwins`.
  const again = steps.flatMap((step) => (step.action === "create" ? listsFor(step.object).slice(0, 1) : []));
  return new Set(lists).size + new Set(again).size + writes.reduce((sum, calls) => sum + calls, 0);
}

/** The lists that an object and what it belongs to are found in. */
function listsFor({ part, owner }: SiteObject): string[] {
  const list = part.definition.hasId ? [JSON.stringify([part.definition.name, owner?.key])] : [];
  return owner === undefined ? list : [...list, ...listsFor(owner)];
}

const canDelete = ({ part }: SiteObject) => part.definition.hasId && part.definition.canDelete;

function idOf(steps: readonly Step[]): string {
  const said = steps.map(({ action, object, properties }) => [
    action,
    object.key,
    properties.map(({ path, left, right }) => ({ path, left, right })),
    action === "create" ? object.fields : null,
  ]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 12);
}
