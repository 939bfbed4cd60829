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
