import type * as pulumi from "@pulumi/pulumi";
import { PROVIDER_PACKAGE } from "./identity";
import { perRun } from "./per-run";

/** State that belongs to the resources of one provider, which is one site, in one run of a program. */
export function perProvider<State>(create: () => State): (options: pulumi.CustomResourceOptions) => State {
  const all = perRun(() => new Map<pulumi.ProviderResource | undefined, State>());
  return (options) => {
    const states = all();
    const provider = options.provider ?? options.parent?.getProvider(`${PROVIDER_PACKAGE}:index:any`);
    const known = states.get(provider);
    if (known !== undefined) return known;
    const state = create();
    states.set(provider, state);
    return state;
  };
}
