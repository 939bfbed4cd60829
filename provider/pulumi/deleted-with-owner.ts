import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";

/** Resources whose object is certain to go from the site when the engine deletes them. */
const going = new WeakSet<pulumi.Resource>();

/**
 * Remembers whether a resource's object is certain to go when the engine deletes the resource. It isn't where an option of
 * it, or of what it belongs to in the program, may keep it: then what belongs to the object has to be deleted by itself.
 *
 * The engine takes `retainOnDelete` over from a parent, and the SDK doesn't tell what it is there. So a parent that isn't of
 * this package is taken for one that may be retained.
 */
export function noteWhetherItGoes(resource: pulumi.Resource, options: pulumi.CustomResourceOptions): void {
  const { retainOnDelete, parent } = options;
  const inheritsRetain =
    retainOnDelete === undefined &&
    parent !== undefined &&
    parent !== pulumi.runtime.getStackResource() &&
    !going.has(parent);
  // `.get` gives the program an object that the engine never deletes.
  const isRead = options.id !== undefined;
  if (!retainOnDelete && !inheritsRetain && !isRead && !isProtected(resource) && !isTransformed(resource)) {
    going.add(resource);
  }
}

export const isCertainToGo = (resource: pulumi.Resource): boolean => going.has(resource);

/** The SDK keeps the option there, with what it has taken over from the parent. */
const isProtected = (resource: pulumi.Resource) => Boolean(Reflect.get(resource, "__protect"));

/** A transform may change the options, and nobody tells what it has made of them. */
function isTransformed(resource: pulumi.Resource): boolean {
  const transformations: unknown = Reflect.get(resource, "__transformations");
  return (Array.isArray(transformations) && transformations.length > 0) || hasTransforms();
}

/** The SDK opens a way back for the engine with the first transform that a program registers. */
function hasTransforms(): boolean {
  const { getStore } = state as { getStore?: () => { callbacks?: unknown } };
  return getStore === undefined || getStore().callbacks !== undefined;
}
