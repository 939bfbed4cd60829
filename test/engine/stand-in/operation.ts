import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Diagnostic, Difference, Op, OperationOptions, Step } from "../engine";
import { isOwnToPulumi, nameIn, STACK_TYPE } from "../shown";
import { type Limiter, limiter } from "./limiter";
import { type Monitor, type MonitorHandlers, startMonitor } from "./monitor";
import type { ProgramSettings } from "./program";
import { type Provider, startProvider } from "./provider";
import type { Sdk } from "./sdk";
import { Snapshot } from "./snapshot";
import type { ResourceState, StateFile } from "./state";
import { isSecret, type Properties, plain } from "./values";

export interface OperationSettings {
  sdk: Sdk;
  program: ProgramSettings;
  stack: string;
  state: StateFile;
  /** By full key; secrets marked as such. */
  config: Properties;
  environment: NodeJS.ProcessEnv;
  options: OperationOptions;
  /** Nothing is changed, only told. */
  isPreview: boolean;
}

const DEFAULT_PROVIDER = "pulumi:providers:pulumi-nodejs";

/** What all operations share: the state, the provider processes, and what is reported. */
export class Operation {
  readonly settings: OperationSettings;
  readonly snapshot: Snapshot;
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly parallel: number;
  /** For calls that change or read objects. */
  readonly atOnce: Limiter;
  failed = false;
  /** URNs of what is replaced in this operation. */
  readonly replaced = new Set<string>();
  /** By URN, what was deleted before its replacement is created. */
  readonly deletedEarly = new Map<string, ResourceState>();
  readonly #providers = new Map<string, Promise<Provider>>();
  readonly #killed = new AbortController();
  #monitor: Monitor | undefined;

  constructor(settings: OperationSettings) {
    this.settings = settings;
    this.parallel = settings.options.parallel ?? availableParallelism() * 4;
    this.atOnce = limiter(this.parallel);
    this.snapshot = new Snapshot(settings.state, !settings.isPreview);
  }

  /** Serves what programs and providers call the engine for. */
  async serve(handlers?: Omit<MonitorHandlers, "log">): Promise<Monitor> {
    this.#monitor ??= await startMonitor(this.settings.sdk, {
      ...(handlers ?? NO_PROGRAM),
      log: (diagnostic) => this.report(diagnostic),
    });
    return this.#monitor;
  }

  /** Ends the provider processes. */
  async stop(): Promise<void> {
    const started = await Promise.allSettled(this.#providers.values());
    await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.stop() : undefined)));
    this.#monitor?.close();
  }

  /** As if the engine's process was killed: from now on nothing is stored, and the processes are gone. */
  kill(): void {
    this.snapshot.isSaved = false;
    this.failed = true;
    this.#killed.abort();
    void this.stop();
  }

  get killed(): AbortSignal {
    return this.#killed.signal;
  }

  /** The provider of a resource, by its reference `urn::id`. */
  provider(reference: string): Promise<Provider> {
    const known = this.#providers.get(reference);
    if (known) return known;
    const started = this.#startProvider(reference);
    this.#providers.set(reference, started);
    return started;
  }

  async #startProvider(reference: string): Promise<Provider> {
    const state = this.snapshot.find(reference.slice(0, reference.lastIndexOf("::")));
    if (!state) throw new Error(`The state has no provider ${reference}.`);
    const { sdk, program, environment } = this.settings;
    const { address } = await this.serve();
    return startProvider(sdk, {
      engineAddress: address,
      folder: program.folder,
      project: program.project,
      environment,
      config: plain(state.inputs),
      line: (message) => this.report({ severity: "info", message }),
      killed: this.killed,
    });
  }

  /** The reference of the provider that resources without one of their own use, with today's configuration. */
  defaultProvider(): string {
    const urn = this.urn(DEFAULT_PROVIDER, "default");
    const { config } = this.settings;
    const old = this.snapshot.find(urn);
    const id = old?.id ?? randomUUID();
    const state = { urn, type: DEFAULT_PROVIDER, custom: true, id, inputs: config, outputs: config };
    this.snapshot.register(state, old);
    return `${urn}::${id}`;
  }

  urn(type: string, name: string, parent = ""): string {
    const { stack, program } = this.settings;
    const parentType = parent.split("::")[2] ?? "";
    const prefix = parentType === "" || parentType === STACK_TYPE ? "" : `${parentType}$`;
    return `urn:pulumi:${stack}::${program.project}::${prefix}${type}::${name}`;
  }

  /** Tells of what was done, or failed, unless it's about Pulumi's own resources. */
  step(
    op: Op,
    state: ResourceState,
    more: { differences?: Difference[]; failed?: boolean; refreshed?: boolean } = {},
  ) {
    if (isOwnToPulumi(state.type)) return;
    this.steps.push({
      op,
      refreshed: more.refreshed ?? false,
      urn: state.urn,
      type: state.type,
      name: nameIn(state.urn),
      id: state.id || undefined,
      differences: op === "update" || op === "replace" ? (more.differences ?? []) : [],
      succeeded: !more.failed,
    });
  }

  /** Tells only: an error that a program logs doesn't make an operation fail. */
  report(diagnostic: Diagnostic): void {
    this.diagnostics.push({ ...diagnostic, message: this.#withoutSecrets(diagnostic.message) });
  }

  fail(urn: string, error: unknown): void {
    this.failed = true;
    this.report({ severity: "error", message: error instanceof Error ? error.message : String(error), urn });
  }

  /** Like Pulumi, hides secrets of the configuration; it doesn't know others in a text. */
  #withoutSecrets(text: string): string {
    const secrets = Object.values(this.settings.config).filter(isSecret);
    return secrets.reduce((hidden, { value }) => hidden.replaceAll(String(value), "[secret]"), text);
  }
}

const NO_PROGRAM: Omit<MonitorHandlers, "log"> = {
  register: () => Promise.reject(new Error("No program runs in this operation.")),
  read: () => Promise.reject(new Error("No program runs in this operation.")),
  registerOutputs: () => undefined,
};
