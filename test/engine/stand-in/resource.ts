import type { Difference } from "../engine";
import { setAt, valueAt } from "../paths";
import { type Decision, decide } from "./decide";
import { deleteObject } from "./delete";
import { dependentsToReplace } from "./dependents";
import { differencesBetween } from "./differences";
import type { Registered, Registration } from "./monitor";
import type { Operation } from "./operation";
import { PartialFailure, type Provider } from "./provider";
import type { ResourceState } from "./state";
import { isSecret, markedLike, type Properties, secret } from "./values";

/** The failure was reported where it was found. */
export class Reported extends Error {}

/** One resource of the program in one operation. */
interface Subject {
  operation: Operation;
  provider: Provider;
  /** As it will be stored. */
  state: ResourceState;
}

/** check and diff; returns what is to be done after them. */
export async function prepare(
  operation: Operation,
  urn: string,
  registration: Registration,
): Promise<() => Promise<Registered>> {
  // Another resource may have failed while this one waited for its turn.
  if (operation.failed) throw new Reported();
  const provider = await operation.provider(registration.provider);
  const old = existing(operation, urn, registration);
  const given = withIgnored(registration, old);
  const withInputs = async (olds: Properties): Promise<Subject> => {
    const inputs = await checked(operation, provider, urn, olds, given);
    return { operation, provider, state: stateFor(urn, registration, inputs) };
  };

  const early = operation.deletedEarly.get(urn);
  if (early) {
    const subject = await withInputs({});
    const differences = differencesBetween(early.inputs, subject.state.inputs);
    return () => create(subject, "replace", differences);
  }
  if (!old) {
    const subject = await withInputs({});
    return () => create(subject, "create");
  }
  const { deleteBeforeReplace, deletedWith } = registration;
  const isForced = operation.settings.options.replace?.includes(urn) || operation.replaced.has(deletedWith);
  let decision: Decision = { op: "replace", differences: [], deleteBeforeReplace };
  if (!isForced) {
    const subject = await withInputs(old.inputs);
    decision = await decide(provider, old, subject.state.inputs, registration);
    if (decision.op === "same") return async () => same(subject, old);
    if (decision.op === "update") return () => update(subject, old, decision.differences);
  }
  if (old.protect)
    throw new Error(`${urn} is protected: it can't be replaced before \`protect\` is taken off.`);
  const subject = await withInputs({});
  const dependents = decision.deleteBeforeReplace ? await dependentsToReplace(operation, old) : [];
  operation.replaced.add(urn);
  if (!decision.deleteBeforeReplace) return () => create(subject, "replace", decision.differences, old);
  return async () => {
    for (const doomed of [...dependents, old]) await deleteEarly(operation, doomed);
    return create(subject, "replace", decision.differences);
  };
}

function same({ operation, state }: Subject, old: ResourceState): Registered {
  const kept = { ...state, id: old.id ?? "", outputs: old.outputs };
  operation.snapshot.register(kept, old);
  operation.step("same", kept);
  return answerFor(kept);
}

/** @param replaced what is still there, and to be deleted when the program has ended */
async function create(
  subject: Subject,
  op: "create" | "replace",
  differences: Difference[] = [],
  replaced?: ResourceState,
): Promise<Registered> {
  const { operation, provider, state } = subject;
  const call = () => provider.create(state.urn, state.inputs);
  return attempt(subject, { op, differences, call, previewId: "" }, (done) => {
    if (replaced) replaced.delete = true;
    operation.snapshot.register(done);
  });
}

async function update(subject: Subject, old: ResourceState, differences: Difference[]): Promise<Registered> {
  const { operation, provider, state } = subject;
  const id = old.id ?? "";
  state.id = id;
  const call = async () => ({ id, outputs: await provider.update(state.urn, id, old.outputs, state.inputs) });
  return attempt(subject, { op: "update", differences, call, previewId: id }, (done) => {
    // What was updated in part keeps its old inputs, so that they still differ next time.
    const inputs = done.initErrors ? old.inputs : done.inputs;
    operation.snapshot.register({ ...done, inputs }, old);
  });
}

interface Attempt {
  op: "create" | "update" | "replace";
  differences: Difference[];
  call(): Promise<{ id: string; outputs: Properties }>;
  /** What the program is told in a preview; empty while the id isn't known. */
  previewId: string;
}

/** Calls the provider, unless this is a preview, and keeps what comes of it. */
async function attempt(
  { operation, state }: Subject,
  { op, differences, call, previewId }: Attempt,
  keep: (done: ResourceState) => void,
): Promise<Registered> {
  try {
    if (operation.failed) throw new Reported();
    // In a preview the outputs are the inputs: all others are unknown to the program.
    const answer = operation.settings.isPreview ? { id: previewId, outputs: state.inputs } : await call();
    const done = { ...state, id: answer.id, outputs: outputsOf(state, answer.outputs) };
    keep(done);
    operation.step(op, done, { differences });
    return answerFor(done);
  } catch (error) {
    if (error instanceof PartialFailure) {
      const { id, reasons } = error;
      keep({ ...state, id, outputs: outputsOf(state, error.outputs), initErrors: reasons });
    }
    if (!(error instanceof Reported)) operation.step(op, state, { differences, failed: true });
    throw error;
  }
}

/** Deletes what has to be gone before the replacement of it, or of what it depends on, is created. */
async function deleteEarly(operation: Operation, state: ResourceState): Promise<void> {
  try {
    if (state.protect)
      throw new Error(`${state.urn} is protected: it can't be replaced before that is taken off.`);
    await deleteObject(operation, state);
  } catch (error) {
    operation.step("delete", state, { failed: true });
    throw error;
  }
  operation.deletedEarly.set(state.urn, state);
  operation.snapshot.remove(state);
}

async function checked(
  operation: Operation,
  provider: Provider,
  urn: string,
  olds: Properties,
  news: Properties,
): Promise<Properties> {
  const { inputs, problems } = await provider.check(urn, olds, news);
  const [, , type, name] = urn.split("::");
  for (const problem of problems) {
    operation.fail(urn, new Error(`${type?.split("$").at(-1)} resource '${name}'${problem}`));
  }
  if (problems.length > 0) throw new Reported();
  return markedLike(inputs, news);
}

/** What the state has of the resource, under its URN or one that it had before. */
function existing(operation: Operation, urn: string, { aliases }: Registration): ResourceState | undefined {
  const prefix = urn.split("::").slice(0, 3).join("::");
  const before = aliases.map((alias) => alias.urn ?? `${prefix}::${alias.name}`);
  return [urn, ...before].map((one) => operation.snapshot.find(one)).find((state) => state !== undefined);
}

/** The inputs, with those that the program wants left alone put back to what they are in the state. */
function withIgnored({ inputs, ignoreChanges }: Registration, old: ResourceState | undefined): Properties {
  if (!old || ignoreChanges.length === 0) return inputs;
  const result = structuredClone(inputs);
  for (const path of ignoreChanges) setAt(result, path, structuredClone(valueAt(old.inputs, path)));
  return result;
}

function stateFor(urn: string, registration: Registration, inputs: Properties): ResourceState {
  const { type, provider, dependencies, propertyDependencies } = registration;
  const { parent, protect, retainOnDelete, deletedWith } = registration;
  const { ignoreChanges, replaceOnChanges, additionalSecretOutputs } = registration;
  return {
    ...{ urn, type, custom: true, inputs, outputs: {}, provider, dependencies, propertyDependencies },
    ...(parent && { parent }),
    ...(protect && { protect }),
    ...(retainOnDelete && { retainOnDelete }),
    ...(deletedWith && { deletedWith }),
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
    ...(replaceOnChanges.length > 0 && { replaceOnChanges }),
    ...(additionalSecretOutputs.length > 0 && { additionalSecretOutputs }),
  };
}

function outputsOf(
  { inputs, additionalSecretOutputs = [] }: ResourceState,
  answered: Properties,
): Properties {
  const outputs = markedLike(answered, inputs);
  for (const name of additionalSecretOutputs) {
    if (outputs[name] !== undefined && !isSecret(outputs[name])) outputs[name] = secret(outputs[name]);
  }
  return outputs;
}

const answerFor = ({ urn, id = "", outputs }: ResourceState): Registered => ({ urn, id, outputs });
