import * as pulumi from "@pulumi/pulumi";
import { hasEventual } from "./eventual";
import { failRun } from "./failed-run";
import { hasEngine } from "./host";

/**
 * The value, so that nothing in it rejects that a program gets later: what fails ends the run with its error, and is
 * not known. The SDK would wait for ever for what depends on a resource with an input that rejects.
 */
export function settled(value: unknown): unknown {
  // A unit test waits for what it declares, and is told there.
  if (!hasEngine() || !hasEventual(value)) return value;
  if (pulumi.Output.isInstance(value)) return settledOutput(value);
  if (value instanceof Promise) return settledPromise(value);
  if (Array.isArray(value)) return value.map(settled);
  return Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, settled(member)]));
}

/** As `settled`, for what a program gets later. */
export function settledPromise<Value>(promise: Promise<Value>): Promise<Value> {
  if (!hasEngine()) return promise;
  return promise.catch(async (error: unknown) => {
    await failRun(error instanceof Error ? error : new Error(String(error)));
    return pulumi.unknown as Value;
  });
}

/** What the SDK keeps of an output, and makes one from. */
interface Parts {
  resources(): Set<pulumi.Resource>;
  allResources(): Promise<Set<pulumi.Resource>>;
  promise(withUnknowns: boolean): Promise<unknown>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

const OutputOf = pulumi.Output as unknown as new (
  resources: Set<pulumi.Resource>,
  promise: Promise<unknown>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  allResources: Promise<Set<pulumi.Resource>>,
) => pulumi.Output<unknown>;

function settledOutput(output: pulumi.Output<unknown>): pulumi.Output<unknown> {
  const parts = output as unknown as Parts;
  return new OutputOf(
    parts.resources(),
    settledPromise(parts.promise(true)),
    parts.isKnown.catch(() => false),
    parts.isSecret.catch(() => false),
    parts.allResources().catch(() => parts.resources()),
  );
}
