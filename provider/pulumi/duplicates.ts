import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { canonical } from "../core/canonical";
import type { Definition } from "../core/definition";
import { keyFields, keyNames } from "../core/natural-key";
import type { Problem } from "../core/validate";
import { PROVIDER_PACKAGE } from "./identity";
import { perRun } from "./per-run";
import { resourceWithId } from "./resource-with-id";

/** Natural keys that the program has declared, with the resource that has each, per provider. */
const declaredKeys = perRun(() => new Map<pulumi.ProviderResource | undefined, Map<string, string>>());

export interface Duplicate {
  /** What is known at once. */
  problems: Problem[];
  /** For a key that other resources' outputs are part of: a message once they are known, or undefined. */
  later: pulumi.Output<string | undefined> | undefined;
}

/**
 * Finds a second resource of the same natural key in the program: the two would manage one object of the
 * service. Only the program can tell, as the provider isn't told which resource it is called for.
 */
export function duplicateOf(
  definition: Definition,
  name: string,
  given: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): Duplicate {
  const declared = declaredKeys();
  const keys = declared.get(providerOf(options)) ?? new Map<string, string>();
  declared.set(providerOf(options), keys);
  const parts = keyFields(definition).map(([property, field]) => keyPart(field, given[property]));
  if (parts.some((part) => pulumi.Output.isInstance(part))) {
    return { problems: [], later: pulumi.all(parts).apply((known) => claim(definition, keys, name, known)) };
  }
  const message = claim(definition, keys, name, parts);
  return { problems: message === undefined ? [] : [{ path: "", message }], later: undefined };
}

/** The part of the natural key that a property is; an output while it isn't known at once. */
function keyPart(field: z.ZodType, value: unknown): unknown {
  // The id of a resource that isn't created yet: the resource itself stands for it.
  const owner = resourceWithId(value);
  if (owner) return `resource ${serialOf(owner)}`;
  if (!pulumi.Output.isInstance(value) && !(value instanceof Promise)) return canonical(field, value);
  return pulumi.output(value as pulumi.Input<string>).apply((known) => canonical(field, known));
}

function claim(
  definition: Definition,
  keys: Map<string, string>,
  name: string,
  parts: readonly unknown[],
): string | undefined {
  // Without all of its key the resource has another problem, or the key is not known in a preview.
  if (parts.some((part) => part === undefined)) return undefined;
  const key = JSON.stringify([definition.name, ...parts]);
  const other = keys.get(key);
  if (other === undefined) {
    keys.set(key, name);
    return undefined;
  }
  const same = definition.naturalKey.length > 0 ? `the same ${keyNames(definition)}` : "the same parent";
  return `has ${same} as ${definition.name} "${other}": both would manage one object. Change one of them or remove it.`;
}

function providerOf(options: pulumi.CustomResourceOptions): pulumi.ProviderResource | undefined {
  return options.provider ?? options.parent?.getProvider(`${PROVIDER_PACKAGE}:index:any`);
}

const serials = new WeakMap<pulumi.Resource, number>();
let lastSerial = 0;

function serialOf(resource: pulumi.Resource): number {
  const known = serials.get(resource);
  if (known !== undefined) return known;
  lastSerial += 1;
  serials.set(resource, lastSerial);
  return lastSerial;
}
