import { Resource } from "@pulumi/pulumi";

/**
 * Lets the SDK find the place of a resource in the program. It looks one class below its own, where ours has two, and
 * would take a line of this package for it: the same one for each resource of a kind, and stored with every one.
 * Where the SDK has another way to find it, that way is left alone.
 *
 * @returns what ends it
 */
export function placeInProgram(): { end(): void } {
  const sdk = Resource as unknown as { stackTrace?: (skip: number) => unknown };
  const { stackTrace } = sdk;
  if (stackTrace === undefined) return { end() {} };
  sdk.stackTrace = (skip) => stackTrace.call(sdk, skip + framesBetween);
  return {
    end() {
      sdk.stackTrace = stackTrace;
    },
  };
}

/** The class of the kind, and the function that stands in for the SDK's. */
const framesBetween = 2;
