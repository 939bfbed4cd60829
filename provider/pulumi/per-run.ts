import * as pulumi from "@pulumi/pulumi";

/**
 * State that belongs to one run of a program. A module's variable would outlive it: programs given to the
 * Automation API as functions run several times in one process, for example as a preview and then an update.
 */
export function perRun<State>(create: () => State): () => State {
  const states = new WeakMap<object, State>();
  const withoutStack = {};
  return () => {
    const run = pulumi.runtime.getStackResource() ?? withoutStack;
    const known = states.get(run);
    if (known !== undefined) return known;
    const state = create();
    states.set(run, state);
    return state;
  };
}
