import type { StateResource } from "./deployment";

/** What `pulumi preview` and `pulumi refresh` tell with `--json`. Secrets in it are masked. */
export interface Digest {
  steps?: readonly Step[];
  diagnostics?: readonly Diagnostic[];
  changeSummary?: Readonly<Record<string, number>>;
  /** The stack's configuration by its full keys. */
  config?: Readonly<Record<string, string>>;
}

/** What an operation does, or would do, to a resource. */
export interface Step {
  op: string;
  urn: string;
  oldState?: StateResource;
  newState?: StateResource | null;
  detailedDiff?: Readonly<Record<string, unknown>> | null;
  /** The inputs for whose sake the resource is replaced. */
  replaceReasons?: readonly string[] | null;
}

export interface Diagnostic {
  message: string;
  severity: string;
  /** The URN of the resource that the message is about. */
  urn?: string;
}

/** undefined where the command failed before it had anything to tell. */
export function digestIn(output: string): Digest | undefined {
  try {
    return JSON.parse(output) as Digest;
  } catch {
    return undefined;
  }
}

export const errorsIn = (digest: Digest | undefined): readonly Diagnostic[] =>
  (digest?.diagnostics ?? []).filter(({ severity }) => severity === "error");
