import { randomUUID } from "node:crypto";
import { isProvider, STACK_TYPE } from "../shown";
import { deleteAll } from "./delete";
import { differencesBetween } from "./differences";
import { limiter } from "./limiter";
import type { ReadRegistration, Registered, Registration } from "./monitor";
import type { Operation } from "./operation";
import { startProgram } from "./program";
import { refreshAll } from "./refresh";
import { prepare, Reported } from "./resource";
import type { ResourceState } from "./state";
import { isSecret, markedLike, type Properties, plain } from "./values";

/** preview and up: runs the program and does what it asks for. */
export class Update {
  readonly #operation: Operation;
  /** check and diff are called for one resource after the other. */
  readonly #oneByOne = limiter(1);
  readonly #underWay = new Set<Promise<unknown>>();
  /** Set once the program asks for a resource without a provider of its own. */
  #defaultProvider: string | undefined;
  /** Stored only when all has succeeded. */
  readonly #outputs = new Map<string, Properties>();

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  async run(): Promise<void> {
    const operation = this.#operation;
    const monitor = await operation.serve({
      register: (registration) => this.#tracked(() => this.#register(registration)),
      read: (registration) => this.#tracked(() => this.#read(registration)),
      registerOutputs: (urn, outputs) => this.#outputs.set(urn, outputs),
    });
    if (operation.settings.options.refresh) await refreshAll(operation);
    if (operation.failed) return;
    const exitCode = await this.#runProgram(monitor.address);
    await Promise.allSettled(this.#underWay);
    if (exitCode !== 0) operation.failed = true;
    if (operation.failed) return;
    for (const [urn, outputs] of this.#outputs) {
      const state = operation.snapshot.find(urn);
      if (state) state.outputs = outputs;
    }
    operation.snapshot.save();
    await deleteAll(operation, operation.snapshot.remaining().filter(isNoDefaultProvider));
  }

  async #runProgram(monitorAddress: string): Promise<number | null> {
    const operation = this.#operation;
    const { sdk, program, stack, config, environment, isPreview } = operation.settings;
    const running = startProgram(sdk, program, {
      stack,
      monitorAddress,
      dryRun: isPreview,
      parallel: operation.parallel,
      config: plain(config) as Record<string, string>,
      secretKeys: Object.keys(config).filter((key) => isSecret(config[key])),
      environment,
      line: (message) => operation.report({ severity: "info", message }),
    });
    operation.killed.addEventListener("abort", running.kill);
    return running.ended;
  }

  /** After a failure nothing more starts. */
  async #tracked(start: () => Promise<Registered>): Promise<Registered> {
    if (this.#operation.failed) throw new Reported();
    const task = start();
    this.#underWay.add(task);
    try {
      return await task;
    } finally {
      this.#underWay.delete(task);
    }
  }

  async #register(registration: Registration): Promise<Registered> {
    const operation = this.#operation;
    const urn = operation.urn(registration.type, registration.name, registration.parent);
    if (!registration.custom) return this.#registerComponent(urn, registration);
    if (isProvider(registration.type)) return this.#registerProvider(urn, registration);
    try {
      const provider = registration.provider || this.#providerByDefault();
      const act = await this.#oneByOne(() => prepare(operation, urn, { ...registration, provider }));
      return await operation.atOnce(act);
    } catch (error) {
      if (!(error instanceof Reported)) operation.fail(urn, error);
      throw error;
    }
  }

  #providerByDefault(): string {
    this.#defaultProvider ??= this.#operation.defaultProvider();
    return this.#defaultProvider;
  }

  /** Nothing manages a component: it is only kept. */
  #registerComponent(urn: string, { type, inputs, parent, dependencies }: Registration): Registered {
    const old = this.#operation.snapshot.find(urn);
    const outputs = old?.outputs ?? {};
    const state = { urn, type, custom: false, inputs, outputs, dependencies, ...(parent && { parent }) };
    this.#operation.snapshot.register(state, old);
    const differences = old ? differencesBetween(old.inputs, inputs) : [];
    this.#operation.step(!old ? "create" : differences.length > 0 ? "update" : "same", state);
    return { urn, id: "", outputs: {} };
  }

  #registerProvider(urn: string, { type, inputs, dependencies }: Registration): Registered {
    const old = this.#operation.snapshot.find(urn);
    const id = old?.id ?? randomUUID();
    const state = { urn, type, custom: true, id, inputs, outputs: inputs, dependencies };
    this.#operation.snapshot.register(state, old);
    return { urn, id, outputs: inputs };
  }

  async #read(registration: ReadRegistration): Promise<Registered> {
    const operation = this.#operation;
    const { type, name, parent, id, inputs, dependencies } = registration;
    const urn = operation.urn(type, name, parent);
    const reference = registration.provider || this.#providerByDefault();
    const known = { urn, type, id, custom: true, external: true, inputs, dependencies, provider: reference };
    try {
      const provider = await operation.provider(reference);
      const live = await operation.atOnce(() => provider.read(urn, id, inputs));
      if (live.id === "") throw new Error(`There is no ${type} with the id ${id}.`);
      const state = { ...known, outputs: markedLike(live.outputs, inputs), ...(parent && { parent }) };
      operation.snapshot.register(state, operation.snapshot.find(urn));
      operation.step("read", state);
      return { urn, id, outputs: state.outputs };
    } catch (error) {
      operation.step("read", { ...known, outputs: {} }, { failed: true });
      operation.fail(urn, error);
      throw error;
    }
  }
}

/** The default provider and the stack stay, for what the program asks for next time. */
function isNoDefaultProvider({ type, urn }: ResourceState): boolean {
  return type !== STACK_TYPE && !(isProvider(type) && urn.endsWith("::default"));
}
