import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import type { Definition } from "../core/definition";
import { elementOf, factsOf, shapeOf } from "../core/field-facts";
import { hasSecret } from "../core/secrets";
import { hasEventual } from "./eventual";
import { internal } from "./identity";

/**
 * The arguments with those that the API document calls secret marked as such, at any depth, under their own
 * names: the engine keeps a value secret wherever it stands in the inputs.
 *
 * @param others what the program wants to be secret as outputs. The engine would leave the inputs of these names plain.
 */
export function secretInputs(
  definition: Definition,
  declared: pulumi.Inputs,
  others: readonly string[] = [],
): pulumi.Inputs {
  const named = Object.entries(declared).filter(
    ([name, value]) => others.includes(name) && value !== undefined,
  );
  const secrets = named.map(([name, value]) => [name, pulumi.secret(value)]);
  return { ...markedFields(definition.inputs, declared), ...Object.fromEntries(secrets) };
}

/**
 * Tells the provider which inputs are secret: it gets their values in clear, and its messages repeat wrong ones.
 *
 * @param others as for `secretInputs`
 */
export function namesOfSecrets(inputs: pulumi.Inputs, others: readonly string[]): pulumi.Inputs {
  const eventual = Object.entries(inputs).filter(([, value]) => hasEventual(value));
  if (eventual.length === 0 && others.length === 0) return {};
  const secret = eventual.map(async ([name, value]) => ((await isSecret(value)) ? [name] : []));
  const names = Promise.all(secret).then((all) => [...others, ...all.flat()]);
  return { [internal.secrets]: names.then((all) => (all.length === 0 ? undefined : all)) };
}

/** What rejects ends the run elsewhere. */
const isSecret = (value: unknown): Promise<boolean> =>
  (pulumi.output(value) as unknown as { isSecret: Promise<boolean> }).isSecret.catch(() => true);

function markedFields(fields: Readonly<Record<string, z.ZodType>>, declared: pulumi.Inputs): pulumi.Inputs {
  const marked = Object.entries(declared).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field && value !== undefined && hasSecret(field) ? markedValue(field, value) : value];
  });
  return Object.fromEntries(marked);
}

function markedValue(field: z.ZodType, value: unknown): unknown {
  const isPlain = typeof value === "object" && value !== null && !pulumi.Output.isInstance(value);
  // What is inside an output can't be marked on its own.
  if (factsOf(field).secret || !isPlain || value instanceof Promise) return pulumi.secret(value);
  const shape = shapeOf(field);
  if (shape && !Array.isArray(value)) return markedFields(shape, value as pulumi.Inputs);
  const element = elementOf(field);
  return element && Array.isArray(value) ? value.map((entry) => markedValue(element, entry)) : value;
}
