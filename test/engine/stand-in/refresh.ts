import { decide } from "./decide";
import { withoutProgram } from "./destroy";
import { inverted } from "./differences";
import { isManaged, type Operation } from "./operation";
import type { ResourceState } from "./state";
import { limiter } from "./turns";
import { markedLike, type Properties } from "./values";

/** Reads every resource into the state. The program isn't run: the configuration is that of the last update. */
export async function refresh(operation: Operation): Promise<void> {
  await operation.start(withoutProgram);
  await refreshResources(operation);
}

export async function refreshResources(operation: Operation): Promise<void> {
  const limit = limiter(operation.parallel);
  const managed = operation.resources.filter((state) => isManaged(state) && !state.delete);
  await Promise.all(managed.map((state) => limit(() => refreshOne(operation, state))));
  operation.save();
}

async function refreshOne(operation: Operation, state: ResourceState): Promise<void> {
  try {
    const provider = await operation.provider(state.provider ?? "");
    const live = await provider.read(state.urn, state.id ?? "", state.outputs);
    if (live.id === "") {
      operation.resources = operation.resources.filter((one) => one !== state);
      operation.step("delete", state);
      return;
    }
    const inputs = markedLike(live.inputs ?? state.inputs, state.inputs) as Properties;
    const outputs = markedLike(live.outputs, state.outputs) as Properties;
    // Asked as if the program ran again after this refresh; what it would put right is what has changed.
    const read = { ...state, id: live.id, inputs, outputs, initErrors: [] };
    const registration = { replaceOnChanges: [], deleteBeforeReplace: false };
    const { kind, differences } = await decide(provider, read, state.inputs, registration);
    Object.assign(state, read);
    operation.step(kind === "same" ? "same" : "update", state, inverted(differences));
  } catch (error) {
    operation.fail(state.urn, error);
  }
}
