/** The Pulumi engine as the demo and the end-to-end tests see it: the real CLI or the stand-in. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  createStack(options: StackOptions): Promise<Stack>;
}

export type EngineName = "pulumi" | "stand-in";

export type ConfigValue = string | { secret: string };

export interface StackOptions {
  /** Folder with Pulumi.yaml; its `main` and runtime options are honoured. Nothing is written to it. */
  project: string;
  /** Configuration by full key, such as `comm100:baseUrl`. */
  config?: Readonly<Record<string, ConfigValue>>;
  /** Added to the environment of the program and the provider. */
  environment?: Readonly<Record<string, string>>;
  /** Default "test". */
  name?: string;
}

/** A stack without resources at first, with its state in a temporary folder. */
export interface Stack {
  readonly name: string;
  preview(options?: OperationOptions): Promise<OperationResult>;
  /** Without a preview before. */
  up(options?: OperationOptions): Promise<OperationResult>;
  refresh(options?: OperationOptions): Promise<OperationResult>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  /** The Pulumi v3 deployment document, with secrets encrypted. */
  export(): Promise<Deployment>;
  /** Replaces the state by such a document; of the real CLI's, with secrets encrypted by the tests' passphrase. */
  import(deployment: Deployment): Promise<void>;
  /** What docs/reliability.md tells to do after a crash. Resolves to what was needed, by its first words. */
  recover(): Promise<string[]>;
  setConfig(key: string, value: ConfigValue): Promise<void>;
  /** Every file of the state backend, history and backups included: what to search for secrets. */
  backendFiles(): Promise<string[]>;
  /** Ends what still runs and removes the temporary folder. */
  dispose(): Promise<void>;
}

/** An operation never rejects because of the program or the provider: what failed is in its result. */
export interface OperationOptions {
  /** How many resources are worked on at once. Default: the engine's, 4 for each core. */
  parallel?: number;
  /** For preview, up and destroy: refresh first. */
  refresh?: boolean;
  /** For refresh: change nothing, tell only what differs. */
  previewOnly?: boolean;
  /** For preview and up: resources to replace, by URN. */
  replace?: readonly string[];
  /** For up, on the real CLI alone: what doesn't depend on what failed is carried out. */
  continueOnError?: boolean;
  /** For preview and up, on the real CLI alone: the only resources to work on, by URN. */
  targets?: readonly string[];
  /** Any other flags of Pulumi's, such as `--exclude-protected`, on the real CLI alone. */
  flags?: readonly string[];
  /** The operation fails when there is a change. */
  expectNoChanges?: boolean;
  /** Added to the environment for this operation. */
  environment?: Readonly<Record<string, string>>;
  /** Kills the engine, the program and the provider at once when it fires, as a crash would. */
  kill?: AbortSignal;
  /** Kills the real CLI's process alone when it fires: what it has started lives on. */
  killEngineOnly?: AbortSignal;
}

export interface OperationResult {
  succeeded: boolean;
  /** The engine was ended by a kill, before it came to its own end. */
  killed: boolean;
  exitCode: number;
  /** What a person would see. */
  output: string;
  /** What was done to each resource, the stack and providers left out, in the order in which it ended. */
  steps: Step[];
  /** How many steps of each kind; those that failed are not counted. */
  counts: Record<Op, number>;
  /** Errors, warnings and messages; those of the program and the provider too. */
  diagnostics: Diagnostic[];
  /** The stack's outputs as stored after the operation; secrets as "[secret]". */
  outputs: Record<string, unknown>;
}

/** `read` is a resource of `.get()`; `refresh` appears only where a read failed. */
export type Op = "create" | "update" | "same" | "delete" | "replace" | "read" | "refresh";

export interface Step {
  /** A replacement is one step. What a refresh finds is `update` (differs), `delete` (gone) or `same`. */
  op: Op;
  /** Found by a refresh, nothing that was done to the object. */
  refreshed: boolean;
  urn: string;
  /** The full type, such as `pulumi-nodejs:dynamic/comm100:Campaign`. */
  type: string;
  /** Logical name. */
  name: string;
  /** Undefined where it isn't known, as for what a preview would create. */
  id: string | undefined;
  /** What differs, by path; only for `update` and `replace`. */
  differences: Difference[];
  succeeded: boolean;
}

export interface Difference {
  /** In Pulumi's notation: `conditions[0].value`. */
  path: string;
  kind: "add" | "update" | "delete";
  /** The values; secrets as "[secret]", what a preview can't know as "[unknown]". */
  old?: unknown;
  new?: unknown;
  /** The difference is a reason to replace the resource. */
  replaces: boolean;
}

export interface Diagnostic {
  severity: "info" | "warning" | "error";
  message: string;
  urn?: string;
}

export interface Deployment {
  version: number;
  deployment: {
    manifest: Record<string, unknown>;
    secrets_providers?: { type: string; state?: Record<string, unknown> };
    resources?: DeploymentResource[];
    /** What was under way when the engine was killed. */
    pending_operations?: { type: string; resource: DeploymentResource }[];
  };
}

/** A resource as the state has it. */
export interface DeploymentResource {
  urn: string;
  custom: boolean;
  id?: string;
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  parent?: string;
  /** `<urn>::<id>` of the provider's resource. */
  provider?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  additionalSecretOutputs?: string[];
  protect?: boolean;
  external?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  initErrors?: string[];
  /** Already replaced, its deletion is still to come. */
  delete?: boolean;
}
