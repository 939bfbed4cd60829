import { UNKNOWN } from "../shown";
import { decide } from "./decide";
import type { Operation } from "./operation";
import type { ResourceState } from "./state";

/**
 * What has to be replaced with a resource that is deleted before its replacement is created: everything that
 * can't take a new value of it without a replacement. What depends on those comes before them.
 */
export async function dependentsToReplace(
  operation: Operation,
  root: ResourceState,
): Promise<ResourceState[]> {
  const doomed = [root];
  for (const state of operation.snapshot.remaining()) {
    if (state.delete || !state.custom || state.provider === undefined || state.external) continue;
    const urns = new Set(doomed.map((one) => one.urn));
    const affected = Object.entries(state.propertyDependencies ?? {})
      .filter(([, dependencies]) => dependencies.some((urn) => urns.has(urn)))
      .map(([property]) => property);
    if (affected.length === 0) continue;
    const inputs = {
      ...state.inputs,
      ...Object.fromEntries(affected.map((property) => [property, UNKNOWN])),
    };
    const { op } = await decide(await operation.provider(state.provider), state, inputs, {
      replaceOnChanges: state.replaceOnChanges ?? [],
      ignoreChanges: [],
      deleteBeforeReplace: false,
    });
    if (op === "replace") doomed.push(state);
  }
  return doomed.slice(1).reverse();
}
