import * as pulumi from "@pulumi/pulumi";

/** The resource whose `id` an input is. */
export function resourceWithId(input: unknown): pulumi.CustomResource | undefined {
  if (!pulumi.Output.isInstance(input)) return undefined;
  // `resources` is how the SDK itself finds dependencies.
  const { resources } = input as unknown as { resources(): Set<pulumi.Resource> };
  for (const resource of resources()) {
    if (pulumi.CustomResource.isInstance(resource) && resource.id === input) return resource;
  }
  return undefined;
}

const serials = new WeakMap<pulumi.Resource, number>();
let lastSerial = 0;

/** A number that stands for a resource whose id isn't known yet. */
export function serialOf(resource: pulumi.Resource): number {
  const serial = serials.get(resource);
  if (serial !== undefined) return serial;
  lastSerial += 1;
  serials.set(resource, lastSerial);
  return lastSerial;
}
