import { isManaged, type Operation } from "./operation";
import type { ResourceState } from "./state";

/**
 * Deletes resources, the last registered first, so that nothing is deleted before what depends on it.
 * Ends at the first failure.
 *
 * @param dryRun only reports
 */
export async function deleteAll(
  operation: Operation,
  doomed: readonly ResourceState[],
  dryRun: boolean,
): Promise<void> {
  for (const state of doomed) {
    if (state.protect && !state.delete) {
      const message = `Resource "${state.urn}" cannot be deleted: it is protected. Unprotect it first.`;
      operation.report({ severity: "error", message, urn: state.urn });
    }
  }
  if (operation.failed) return;
  const urns = new Set(doomed.map((state) => state.urn));
  for (const state of [...doomed].reverse()) {
    if (!isManaged(state)) {
      if (!dryRun) drop(operation, state);
      continue;
    }
    const goesWithAnother = state.deletedWith !== undefined && urns.has(state.deletedWith);
    const calls = !state.retainOnDelete && !goesWithAnother && !dryRun;
    try {
      if (calls) await remove(operation, state);
    } catch (error) {
      operation.step("delete", state, [], false);
      operation.fail(state.urn, error);
      return;
    }
    // A replaced resource's deletion is part of its replacement.
    if (!state.delete) operation.step("delete", state);
    if (!dryRun) drop(operation, state);
  }
}

export async function remove(operation: Operation, state: ResourceState): Promise<void> {
  const provider = await operation.provider(state.provider ?? "");
  await provider.delete(state.urn, state.id ?? "", state.outputs);
}

function drop(operation: Operation, state: ResourceState): void {
  operation.resources = operation.resources.filter((one) => one !== state);
  operation.save();
}
