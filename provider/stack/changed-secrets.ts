import type { Properties } from "../core/definition";
import type { PropertyDifference, ValueDifference } from "../site-document/compare-fields";
import type { Step } from "./digest";

const hidden = "[secret]";

/** Secrets that differ. Only the engine can tell, as it compares secrets before it masks them. */
export function changedSecrets(
  { detailedDiff }: Step,
  deployed: Properties,
  differences: readonly ValueDifference[],
): PropertyDifference[] {
  return Object.keys(detailedDiff ?? {})
    .filter((path) => isHidden(deployed, path) && !differences.some((one) => one.path === path))
    .map((path) => ({ path, left: hidden, right: hidden, at: { left: path, right: path } }));
}

/** Whether the value at a path in Pulumi's notation, or what holds it, is masked. */
function isHidden(properties: Properties, path: string): boolean {
  let value: unknown = properties;
  for (const [, name = "", index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (value === hidden) return true;
    if (typeof value !== "object" || value === null) return false;
    value = (value as Properties)[index ?? name];
  }
  return value === hidden;
}
