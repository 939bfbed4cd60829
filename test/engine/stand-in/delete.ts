import type { Operation } from "./operation";
import type { ResourceState } from "./state";

/**
 * Deletes resources from the service and from the state, each after everything that depends on it. Starts
 * nothing more after a failure.
 */
export async function deleteAll(operation: Operation, doomed: readonly ResourceState[]): Promise<void> {
  const urns = new Set(doomed.map((state) => state.urn));
  let left = [...doomed];
  while (left.length > 0 && !operation.failed) {
    const free = left.filter((state) => !left.some((other) => dependsOn(other, state)));
    await Promise.all(free.map((state) => operation.atOnce(() => deleteOne(operation, state, urns))));
    left = left.filter((state) => !free.includes(state));
  }
}

export function dependsOn(state: ResourceState, other: ResourceState): boolean {
  if (state.urn === other.urn) return false;
  const needs = [state.parent, state.deletedWith, ...(state.dependencies ?? [])];
  return needs.includes(other.urn) || (state.provider?.startsWith(`${other.urn}::`) ?? false);
}

/** @param doomed the URNs of what is deleted in the same operation */
async function deleteOne(
  operation: Operation,
  state: ResourceState,
  doomed: ReadonlySet<string>,
): Promise<void> {
  // Others may have failed while this one waited for its turn.
  if (operation.failed) return;
  try {
    if (state.protect)
      throw new Error(`${state.urn} is protected: it can't be deleted before \`protect\` is taken off.`);
    const goesWithAnother = state.deletedWith !== undefined && doomed.has(state.deletedWith);
    if (!goesWithAnother) await deleteObject(operation, state);
    operation.snapshot.remove(state);
    // What is left of a replaced resource was told of as a replacement.
    if (!state.delete) operation.step("delete", state);
  } catch (error) {
    operation.step("delete", state, { failed: true });
    operation.fail(state.urn, error);
  }
}

/** Has the provider delete the object, if it is Pulumi's to delete. */
export async function deleteObject(operation: Operation, state: ResourceState): Promise<void> {
  const isObject = state.custom && state.provider !== undefined && !state.external;
  if (!isObject || state.retainOnDelete || operation.settings.isPreview) return;
  const provider = await operation.provider(state.provider ?? "");
  await provider.delete(state.urn, state.id ?? "", state.outputs);
}
