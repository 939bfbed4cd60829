import { decide } from "./decide";
import { inverted } from "./differences";
import type { Operation } from "./operation";
import type { ResourceState } from "./state";
import { markedLike } from "./values";

/**
 * Reads every resource into the state. The program isn't run: providers get the configuration of the last
 * update. A read that fails leaves its resource as it is, and the others go on.
 */
export async function refreshAll(operation: Operation): Promise<void> {
  const existing = operation.snapshot.all().filter((state) => !state.delete);
  await Promise.all(existing.map((state) => refreshOne(operation, state)));
  operation.snapshot.save();
}

async function refreshOne(operation: Operation, state: ResourceState): Promise<void> {
  if (!state.custom || state.provider === undefined) {
    return operation.step("same", state, { refreshed: true });
  }
  try {
    await operation.atOnce(() => readInto(operation, state));
  } catch (error) {
    operation.step("refresh", state, { failed: true, refreshed: true });
    operation.fail(state.urn, error);
  }
}

async function readInto(operation: Operation, state: ResourceState): Promise<void> {
  const provider = await operation.provider(state.provider ?? "");
  const live = await provider.read(state.urn, state.id ?? "", state.outputs);
  if (live.id === "") {
    operation.snapshot.remove(state);
    operation.step("delete", state, { refreshed: true });
    return;
  }
  const { initErrors: _, ...rest } = state;
  const inputs = live.inputs ? markedLike(live.inputs, state.inputs) : state.inputs;
  const read = { ...rest, id: live.id, inputs, outputs: markedLike(live.outputs, state.outputs) };
  // Asked as if the program ran again after this refresh: what that would put right is what differs.
  const { op, differences } = await decide(provider, read, state.inputs, {
    replaceOnChanges: [],
    ignoreChanges: state.ignoreChanges ?? [],
    deleteBeforeReplace: false,
  });
  delete state.initErrors;
  Object.assign(state, read);
  operation.step(op === "same" ? "same" : "update", state, {
    differences: inverted(differences),
    refreshed: true,
  });
}
