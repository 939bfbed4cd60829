import type { Properties } from "../core/definition";
import { compareSites, type ObjectDifference } from "../site-document/compare";
import type { PropertyDifference } from "../site-document/compare-fields";
import { withSecrets } from "../site-document/secrets";
import type { Plan } from "./plan";

/**
 * What a document of the target has to say otherwise, so that it brings what a promotion does: where it declares
 * something, that, and where it doesn't, only what the promotion changes.
 *
 * @param document as it is on the target
 * @param promoted the target after the promotion
 * @param only the properties of the document that are promoted; undefined for all
 */
export function changesOfDocument(
  document: Properties,
  promoted: Properties,
  { steps }: Plan,
  only: readonly string[] | undefined,
): ObjectDifference[] {
  const part = Object.entries(document).filter(([name]) => only === undefined || only.includes(name));
  // Each has the names of variables of its own for secrets that nobody can compare.
  const left = { document: withSecrets(Object.fromEntries(part), {}), isWhole: true };
  const right = { document: withSecrets(promoted, {}), isWhole: true };
  const written = new Map(
    steps.flatMap((step) => (step.action === "delete" ? [] : [[step.object.key, step] as const])),
  );
  return compareSites(left, right).flatMap((difference): ObjectDifference[] => {
    const { change, object, left: declared, properties } = difference;
    const step = written.get(object.key);
    if (change === "additional") return step ? [difference] : [];
    if (change !== "changed") return [difference];
    const isChanged = (property: PropertyDifference) =>
      step?.action === "create" || step?.properties.some((one) => topOf(one) === topOf(property)) === true;
    const isDeclared = (property: PropertyDifference) =>
      declared !== undefined && Object.hasOwn(declared.fields, topOf(property));
    const kept = properties.filter((property) => isChanged(property) || isDeclared(property));
    return kept.length === 0 ? [] : [{ ...difference, properties: kept }];
  });
}

/** The field of the object that a property is in. */
const topOf = ({ path }: PropertyDifference) => path.split(/[.[ ]/)[0] ?? "";
