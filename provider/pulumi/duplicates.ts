import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import { canonical } from "../core/canonical";
import type { Definition } from "../core/definition";
import { keyParts, keyText, sharesKey } from "../core/natural-key";
import { valueAt } from "../core/paths";
import type { Problem } from "../core/validate";
import { hasEventual, isEventual } from "./eventual";
import { perProvider } from "./per-run";
import { resourceWithId, serialOf } from "./resource-with-id";

/** Natural keys that the program has declared, each with the name of its resource. */
const declaredKeys = perProvider(() => new Map<string, string>());

export interface Conflict {
  /** The conflicts that are known at once. */
  problems: Problem[];
  /** Where outputs of other resources decide: once they are known, a message, or undefined without a conflict. */
  later: pulumi.Output<string | undefined> | undefined;
}

/**
 * Finds a second resource of the same natural key in the program: the two would manage one object of the
 * service. Only the program can tell, as the provider isn't told which resource it is called for.
 */
export function duplicateOf(
  definition: Definition,
  name: string,
  declared: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): Conflict {
  const keys = declaredKeys(options);
  const parts = keyParts(definition).map(({ path, field }) => keyPart(field, declared, path));
  return onceKnown(parts, (values) => claim(definition, keys, name, values));
}

/** The message for parts that are all known at once, or as soon as they are. */
export function onceKnown(
  parts: readonly unknown[],
  message: (values: readonly unknown[]) => string | undefined,
): Conflict {
  if (parts.some((part) => pulumi.Output.isInstance(part))) {
    return { problems: [], later: pulumi.all([...parts]).apply((values) => message(values)) };
  }
  const messageNow = message(parts);
  return { problems: messageNow === undefined ? [] : [{ path: "", message: messageNow }], later: undefined };
}

/** The part of a key that is at a path of the arguments; an output while it isn't known at once. */
export function keyPart(field: z.ZodType, declared: pulumi.Inputs, path: string): unknown {
  const [first = "", ...below] = path.split(".");
  const value: unknown = declared[first];
  // The id of a resource that isn't created yet: the resource itself stands for it.
  const owner = resourceWithId(value);
  if (owner) return `resource ${serialOf(owner)}`;
  const part = (argument: unknown) =>
    canonical(field, below.length === 0 ? argument : valueAt(argument, below.join(".")));
  if (isEventual(value) || (below.length > 0 && hasEventual(value))) {
    return pulumi.output(value as pulumi.Input<object>).apply(part);
  }
  return part(value);
}

function claim(
  definition: Definition,
  keys: Map<string, string>,
  name: string,
  parts: readonly unknown[],
): string | undefined {
  // A resource without its whole key has another problem, or the key isn't known in a preview.
  const text = keyText(definition, parts);
  if (text === undefined) return undefined;
  const key = `${definition.name} ${text}`;
  const otherName = keys.get(key);
  if (otherName === undefined) {
    keys.set(key, name);
    return undefined;
  }
  const inputs = Object.fromEntries(keyParts(definition).map(({ path }, index) => [path, parts[index]]));
  return sharesKey(definition, inputs, `${definition.name} "${otherName}"`);
}
