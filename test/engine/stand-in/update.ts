import { randomUUID } from "node:crypto";
import { setAt, valueAt } from "../paths";
import { type Decision, decide } from "./decide";
import { deleteAll, remove } from "./delete";
import type { Registered, Registration } from "./monitor";
import type { Operation } from "./operation";
import { startProgram } from "./program";
import { PartialFailure, type Provider } from "./provider";
import { refreshResources } from "./refresh";
import type { ResourceState } from "./state";
import { limiter } from "./turns";
import { isObject, isSecret, markedLike, type Properties, plain, secret } from "./values";

/** preview and up: runs the program and does what its registrations ask for. */
export class Update {
  readonly #operation: Operation;
  readonly #dryRun: boolean;
  /** check and diff are called for one resource after the other. */
  readonly #oneByOne = limiter(1);
  readonly #atOnce: ReturnType<typeof limiter>;
  readonly #olds: readonly ResourceState[];
  /** What this program has registered, in its order. */
  readonly #news = new Map<string, ResourceState>();
  /** What was replaced and is still there. */
  readonly #replaced: ResourceState[] = [];
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(operation: Operation, dryRun: boolean) {
    this.#operation = operation;
    this.#dryRun = dryRun;
    this.#atOnce = limiter(operation.parallel);
    this.#olds = operation.resources;
  }

  async run(): Promise<void> {
    const operation = this.#operation;
    const { sdk, program, stack, config, environment, options } = operation.settings;
    const monitor = await operation.start({
      register: (registration) => this.#tracked(this.#register(registration)),
      registerOutputs: (urn, outputs) => this.#registerOutputs(urn, outputs),
    });
    if (options.refresh && !this.#dryRun) await refreshResources(operation);
    this.#takeOver(operation.resources);
    operation.defaultProvider(config);
    if (operation.failed) return;

    const running = startProgram(sdk, program, {
      stack,
      monitorAddress: monitor.address,
      dryRun: this.#dryRun,
      parallel: operation.parallel,
      config: plain(config) as Record<string, string>,
      secretKeys: Object.keys(config).filter((key) => isSecret(config[key])),
      environment,
      line: (message) => operation.report({ severity: "info", message }),
    });
    const code = await Promise.race([running.ended, this.#failure()]);
    running.stop();
    await Promise.allSettled(this.#underWay);
    if (code !== 0) operation.failed = true;
    if (!operation.failed) await this.#deleteWhatIsGone();
    if (!this.#dryRun) this.#save();
  }

  /** The state as the refresh left it. */
  #takeOver(resources: readonly ResourceState[]): void {
    (this as { "#olds"?: unknown })["#olds"] = resources;
  }

  #failure(): Promise<null> {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!this.#operation.failed) return;
        clearInterval(timer);
        // What the program still says about its failure is worth waiting a moment for.
        setTimeout(() => resolve(null), 300);
      }, 20);
      timer.unref();
    });
  }

  async #tracked<Result>(task: Promise<Result>): Promise<Result> {
    this.#underWay.add(task);
    try {
      return await task;
    } finally {
      this.#underWay.delete(task);
    }
  }

  async #register(registration: Registration): Promise<Registered> {
    if (this.#operation.failed) throw new Error("The update has failed");
    const urn = this.#operation.urn(registration.type, registration.name, registration.parent);
    if (!registration.custom) return this.#registerComponent(urn, registration);
    if (registration.type.startsWith("pulumi:providers:")) return this.#registerProvider(urn, registration);
    try {
      const task = await this.#oneByOne(() => this.#prepare(urn, registration));
      return await this.#atOnce(task);
    } catch (error) {
      if (!(error instanceof Reported)) this.#operation.fail(urn, error);
      throw error;
    }
  }

  #registerComponent(urn: string, registration: Registration): Registered {
    const { type, parent } = registration;
    this.#keep({ urn, type, custom: false, inputs: {}, outputs: {}, ...(parent === "" ? {} : { parent }) });
    return { urn, id: "", outputs: {} };
  }

  #registerProvider(urn: string, { type, inputs }: Registration): Registered {
    const id = this.#old(urn, [])?.id ?? randomUUID();
    this.#keep({ urn, type, custom: true, id, inputs, outputs: inputs });
    this.#operation.resources = [...this.#news.values(), ...this.#unregistered()];
    return { urn, id, outputs: inputs };
  }

  #registerOutputs(urn: string, outputs: Properties): void {
    const state = this.#news.get(urn);
    if (state) state.outputs = outputs;
  }

  /** check and diff; returns what is to be done after that. */
  async #prepare(urn: string, registration: Registration): Promise<() => Promise<Registered>> {
    const reference = registration.provider || this.#operation.defaultProvider();
    const provider = await this.#operation.provider(reference);
    const old = this.#old(urn, registration.aliases);
    const given = withIgnored(registration, old);
    const inputs = await this.#checked(provider, urn, old?.inputs ?? {}, given);
    const state = stateFor(urn, registration, reference, inputs);
    if (!old) return () => this.#create(provider, state);
    const forced = this.#operation.settings.options.replace?.includes(urn) ?? false;
    const decision: Decision = forced
      ? { kind: "replace", differences: [], deleteBeforeReplace: registration.deleteBeforeReplace }
      : await decide(provider, old, inputs, registration);
    if (decision.kind === "same") return () => this.#same(old, state);
    if (decision.kind === "update") return () => this.#update(provider, old, state, decision);
    if (old.protect)
      throw new Error(`Resource "${urn}" cannot be replaced: it is protected. Unprotect it first.`);
    const fresh = { ...state, inputs: await this.#checked(provider, urn, {}, given) };
    return () => this.#replace(provider, old, fresh, decision);
  }

  async #checked(provider: Provider, urn: string, olds: Properties, news: Properties): Promise<Properties> {
    const { inputs, failures } = await provider.check(urn, olds, news);
    for (const reason of failures) {
      const [type, name] = [urn.split("::")[2], urn.split("::")[3]];
      this.#operation.fail(urn, new Error(`${type} resource '${name}' has a problem: ${reason}`));
    }
    if (failures.length > 0) throw new Reported();
    return markedLike(inputs, news) as Properties;
  }

  async #same(old: ResourceState, state: ResourceState): Promise<Registered> {
    this.#keep({ ...state, id: old.id ?? "", outputs: old.outputs });
    this.#operation.step("same", old);
    return { urn: state.urn, id: old.id ?? "", outputs: old.outputs };
  }

  async #create(provider: Provider, state: ResourceState): Promise<Registered> {
    await this.#attempt("create", state, [], async () => provider.create(state.urn, state.inputs));
    return this.#registered(state);
  }

  async #update(
    provider: Provider,
    old: ResourceState,
    state: ResourceState,
    decision: Decision,
  ): Promise<Registered> {
    const id = old.id ?? "";
    state.id = id;
    await this.#attempt("update", state, decision.differences, async () => ({
      id,
      outputs: await provider.update(state.urn, id, old.outputs, state.inputs),
    }));
    return this.#registered(state);
  }

  async #replace(
    provider: Provider,
    old: ResourceState,
    state: ResourceState,
    decision: Decision,
  ): Promise<Registered> {
    if (!this.#dryRun && decision.deleteBeforeReplace && !old.retainOnDelete)
      await remove(this.#operation, old);
    else this.#replaced.push({ ...old, delete: true });
    await this.#attempt("replace", state, decision.differences, async () =>
      provider.create(state.urn, state.inputs),
    );
    return this.#registered(state);
  }

  /** Calls the provider, unless this is a preview, and keeps what comes of it. */
  async #attempt(
    kind: "create" | "update" | "replace",
    state: ResourceState,
    differences: Decision["differences"],
    call: () => Promise<{ id: string; outputs: Properties }>,
  ): Promise<void> {
    try {
      // In a preview the outputs are the inputs; all others are unknown to the program.
      const done = this.#dryRun
        ? { id: kind === "update" ? (state.id ?? "") : "", outputs: state.inputs }
        : await call();
      state.id = done.id;
      state.outputs = withSecrets(state, markedLike(done.outputs, state.inputs) as Properties);
    } catch (error) {
      this.#operation.step(kind, state, differences, false);
      if (error instanceof PartialFailure) {
        this.#keep({ ...state, id: error.id, outputs: error.outputs, initErrors: error.reasons });
      }
      throw error;
    }
    this.#keep(state);
    this.#operation.step(kind, state, differences);
  }

  #registered({ urn, id = "", outputs }: ResourceState): Registered {
    return { urn, id, outputs };
  }

  #keep(state: ResourceState): void {
    this.#news.set(state.urn, state);
    if (!this.#dryRun) this.#save();
  }

  #save(): void {
    this.#operation.resources = [...this.#news.values(), ...this.#replaced, ...this.#unregistered()];
    this.#operation.save();
  }

  #old(urn: string, aliases: Registration["aliases"]): ResourceState | undefined {
    const names = aliases.map(
      ({ urn: other, name }) => other ?? `${urn.slice(0, urn.lastIndexOf("::"))}::${name}`,
    );
    return (
      this.#olds.find((state) => state.urn === urn) ?? this.#olds.find((state) => names.includes(state.urn))
    );
  }

  /** What is in the state and not, or not yet, in the program. */
  #unregistered(): ResourceState[] {
    const ids = new Set([...this.#news.values(), ...this.#replaced].map(({ urn }) => urn));
    return this.#operation.resources.filter((state) => !ids.has(state.urn));
  }

  async #deleteWhatIsGone(): Promise<void> {
    const isDefaultProvider = (state: ResourceState) =>
      /^pulumi:providers:.*$/.test(state.type) && state.urn.endsWith("::default");
    const gone = this.#unregistered().filter((state) => !isDefaultProvider(state));
    if (!this.#dryRun) this.#save();
    await deleteAll(
      this.#operation,
      [...gone, ...this.#operation.resources.filter((state) => state.delete)],
      this.#dryRun,
    );
  }
}

/** The failure was reported where it was found. */
class Reported extends Error {}

function stateFor(
  urn: string,
  registration: Registration,
  provider: string,
  inputs: Properties,
): ResourceState {
  const { type, parent, dependencies, protect, retainOnDelete, deletedWith, additionalSecretOutputs } =
    registration;
  return {
    urn,
    type,
    custom: true,
    inputs,
    outputs: {},
    provider,
    dependencies,
    ...(parent === "" ? {} : { parent }),
    ...(protect ? { protect } : {}),
    ...(retainOnDelete ? { retainOnDelete } : {}),
    ...(deletedWith === "" ? {} : { deletedWith }),
    ...(additionalSecretOutputs.length > 0 ? { additionalSecretOutputs } : {}),
  };
}

/** The inputs with those that the program wants left alone put back to what they are in the state. */
function withIgnored({ inputs, ignoreChanges }: Registration, old: ResourceState | undefined): Properties {
  if (!old || ignoreChanges.length === 0) return inputs;
  const result = structuredClone(inputs);
  for (const path of ignoreChanges) setAt(result, path, structuredClone(valueAt(old.inputs, path)));
  return result;
}

function withSecrets({ additionalSecretOutputs = [] }: ResourceState, outputs: Properties): Properties {
  const marked = additionalSecretOutputs
    .filter((name) => isObject(outputs) && outputs[name] !== undefined && !isSecret(outputs[name]))
    .map((name) => [name, secret(outputs[name])]);
  return { ...outputs, ...Object.fromEntries(marked) };
}
