import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "./host";
import { PROVIDER_PACKAGE } from "./identity";

/**
 * State that belongs to one run of a program. A module's variable would outlive it: programs given to the
 * Automation API as functions run several times in one process, for example as a preview and then an update.
 */
export function perRun<State>(create: () => State): () => State {
  const states = new WeakMap<object, State>();
  return () => {
    const run = currentRun();
    const existing = states.get(run);
    if (existing !== undefined) return existing;
    const state = create();
    states.set(run, state);
    return state;
  };
}

/**
 * What stands for the run: its stack. A unit test has no stack of its own, and nothing tells where one test ends and the
 * next begins, even under the same mocks. There a run is what is declared in one go for one monitor.
 */
function currentRun(): object {
  const monitor = pulumi.runtime.getMonitor() ?? noMonitor;
  if (hasEngine()) return pulumi.runtime.getStackResource() ?? monitor;
  if (goes.size === 0) queueMicrotask(() => goes.clear());
  const go = goes.get(monitor) ?? {};
  goes.set(monitor, go);
  return go;
}

const noMonitor = {};
const goes = new Map<object, object>();

interface OfProvider {
  provider?: pulumi.ProviderResource | undefined;
  parent?: pulumi.Resource | undefined;
}

/** The explicit provider that a resource or lookup uses; undefined for the default one. */
export const providerOf = ({ provider, parent }: OfProvider): pulumi.ProviderResource | undefined =>
  provider ?? parent?.getProvider(`${PROVIDER_PACKAGE}:index:any`);

/** State that belongs to the resources of one provider, which is one site, in one run of a program. */
export function perProvider<State>(create: () => State): (options: OfProvider) => State {
  const all = perRun(() => new Map<pulumi.ProviderResource | undefined, State>());
  return (options) => {
    const states = all();
    const provider = providerOf(options);
    const existing = states.get(provider);
    if (existing !== undefined) return existing;
    const state = create();
    states.set(provider, state);
    return state;
  };
}
