import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Diagnostic, Difference, OperationOptions, Step, StepKind } from "../engine";
import { nameIn, typeIn } from "../engine";
import { type Monitor, type MonitorHandlers, startMonitor } from "./monitor";
import type { ProgramSettings } from "./program";
import { type Provider, startProvider } from "./provider";
import type { Sdk } from "./sdk";
import type { ResourceState, StateFile } from "./state";
import { type Properties, plain } from "./values";

export interface OperationSettings {
  sdk: Sdk;
  program: ProgramSettings;
  stack: string;
  state: StateFile;
  /** By full key; secrets marked as such. */
  config: Properties;
  environment: NodeJS.ProcessEnv;
  options: OperationOptions;
}

/** What all operations share: the state, the provider processes, and what is reported. */
export class Operation {
  readonly settings: OperationSettings;
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly parallel: number;
  failed = false;
  /** The state as it is now, in the order of registration. */
  resources: ResourceState[];
  readonly #providers = new Map<string, Promise<Provider>>();
  #monitor: Monitor | undefined;

  constructor(settings: OperationSettings) {
    this.settings = settings;
    this.parallel = settings.options.parallel ?? availableParallelism() * 4;
    this.resources = settings.state.load();
  }

  async start(handlers: Omit<MonitorHandlers, "log">): Promise<Monitor> {
    this.#monitor = await startMonitor(this.settings.sdk, { ...handlers, log: (one) => this.report(one) });
    return this.#monitor;
  }

  async stop(): Promise<void> {
    const started = await Promise.allSettled(this.#providers.values());
    for (const one of started) if (one.status === "fulfilled") one.value.stop();
    this.#monitor?.close();
  }

  save(): void {
    this.settings.state.save(this.resources);
  }

  /** The provider of a resource, by its reference `urn::id`. */
  provider(reference: string): Promise<Provider> {
    const urn = reference.slice(0, reference.lastIndexOf("::"));
    const known = this.#providers.get(urn);
    if (known) return known;
    const state = this.resources.find((resource) => resource.urn === urn);
    if (!state || !this.#monitor) throw new Error(`There is no provider ${urn}`);
    const { sdk, program, environment } = this.settings;
    const started = startProvider(sdk, {
      engineAddress: this.#monitor.address,
      folder: program.folder,
      project: program.project,
      environment,
      config: plain(state.inputs),
      line: (message) => this.report({ severity: "info", message }),
    });
    this.#providers.set(urn, started);
    return started;
  }

  /** The default provider's reference. Its configuration is that of the last update, or `config` when given. */
  defaultProvider(config?: Properties): string {
    const type = "pulumi:providers:pulumi-nodejs";
    const urn = this.urn(type, "default");
    const known = this.resources.find((resource) => resource.urn === urn);
    const state = known ?? { urn, type, custom: true, id: randomUUID(), inputs: {}, outputs: {} };
    if (config) Object.assign(state, { inputs: config, outputs: config });
    if (!known) this.resources.unshift(state);
    return `${urn}::${state.id}`;
  }

  urn(type: string, name: string, parent = ""): string {
    const { stack, program } = this.settings;
    const parentType = parent.split("::")[2] ?? "";
    const prefix = parentType === "" || parentType === "pulumi:pulumi:Stack" ? "" : `${parentType}$`;
    return `urn:pulumi:${stack}::${program.project}::${prefix}${type}::${name}`;
  }

  step(
    kind: StepKind,
    state: { urn: string; id?: string },
    differences: Difference[] = [],
    succeeded = true,
  ): void {
    const { urn, id = "" } = state;
    this.steps.push({ kind, urn, type: typeIn(urn), name: nameIn(urn), id, differences, succeeded });
  }

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
    if (diagnostic.severity === "error") this.failed = true;
  }

  fail(urn: string, error: unknown): void {
    this.report({ severity: "error", message: error instanceof Error ? error.message : String(error), urn });
  }
}

/** A resource that a provider manages: neither the stack, a component nor a provider. */
export const isManaged = (state: ResourceState) =>
  state.custom && !state.type.startsWith("pulumi:providers:");
