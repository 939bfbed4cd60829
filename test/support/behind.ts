import fc from "fast-check";
import type { z } from "zod";
import { canonical } from "../../provider/core/canonical";
import type { Definition, Properties } from "../../provider/core/definition";
import { elementOf, factsOf, shapeOf } from "../../provider/core/field-facts";
import { valueAt } from "../../provider/core/paths";
import { fullInputsOf } from "./arbitrary";
import type { TestEmulator } from "./emulator";

/** An object of a site that somebody has declared. */
export interface Declared {
  definition: Definition;
  id: string;
  /** With the ids of what it belongs to. */
  inputs: Properties;
}

/** Values of all fields that go together; others for each seed. */
export function sampleOf(definition: Definition, seed: number): Properties {
  const [sample = {}] = fc.sample(fullInputsOf(definition), { seed, numRuns: 1 });
  return sample;
}

/** The one of so many seeds whose values differ from the declared ones in most of the fields with these names. */
export function seedThatChanges(
  { definition, inputs }: Declared,
  names: readonly string[],
  candidates = 30,
): number {
  const changesOf = (seed: number) => {
    const sample = sampleOf(definition, seed);
    return names.filter((name) => {
      const field = definition.inputs[name];
      return field && Object.hasOwn(sample, name) && isChanged(field, inputs[name], sample[name]);
    }).length;
  };
  const seeds = Array.from({ length: candidates }, (_, index) => 100 + index);
  const changes = seeds.map(changesOf);
  return seeds[changes.indexOf(Math.max(...changes))] ?? 100;
}

/** The address of an object, below /api/v3/livechat. */
export function addressOf({ definition, id, inputs }: Declared): string {
  const path = definition.hasId ? `${definition.memberPath}/${id}` : definition.path;
  return path.replace(/\{(\w+)\}/g, (_found, name: string) => String(inputs[name])).replace("/livechat", "");
}

/**
 * Changes an object as a person would: declared fields and others.
 *
 * @param kept fields that stay as they are, such as a name by which it is to be found again
 * @returns the names of the declared fields that have another value than the declared one now, with that value
 */
export async function changeBehind(
  emulator: TestEmulator,
  declared: Declared,
  seed: number,
  kept: readonly string[] = [],
): Promise<Map<string, unknown>> {
  const { definition, inputs } = declared;
  // What can be resources of their own would go with a list that is replaced.
  const sample = Object.entries(sampleOf(definition, seed)).filter(([name]) => {
    const field = definition.fields[name];
    if (kept.includes(name)) return false;
    return Object.hasOwn(inputs, name) || (field !== undefined && factsOf(field).resource === undefined);
  });
  const address = addressOf(declared);
  const live = await emulator.call<Properties>("GET", address);
  await emulator.call("PUT", address, { ...live, ...Object.fromEntries(sample) });
  const after = await emulator.call<Properties>("GET", address);
  const changed = Object.keys(inputs).filter((name) => {
    const field = definition.inputs[name];
    return (
      field !== undefined &&
      Object.hasOwn(definition.fields, name) &&
      isChanged(field, inputs[name], after[name])
    );
  });
  return new Map(changed.map((name) => [name, after[name]]));
}

/** Whether something that is declared has another value on the site; a secret that isn't returned can't be seen. */
function isChanged(field: z.ZodType, declared: unknown, live: unknown): boolean {
  if (factsOf(field).writeOnly) return false;
  const shape = shapeOf(field);
  if (shape && isObject(declared)) {
    return Object.entries(declared).some(([name, value]) => {
      const own = shape[name];
      return own !== undefined && isChanged(own, value, isObject(live) ? live[name] : undefined);
    });
  }
  const element = elementOf(field);
  if (!element || !shapeOf(element)) {
    return JSON.stringify(canonical(field, declared)) !== JSON.stringify(canonical(field, live));
  }
  const [own, other] = [listOf(declared), listOf(live)];
  const { key, permanent } = factsOf(field);
  const isService = (entry: unknown) =>
    permanent === "all" || (permanent && valueAt(entry, permanent) === true);
  const keyOf = (entry: unknown, index: number) =>
    key === undefined ? index : String(valueAt(entry, key)).toLowerCase();
  const others = new Map(other.map((entry, index) => [keyOf(entry, index), entry]));
  const owns = new Set(own.map(keyOf));
  return (
    own.some((entry, index) => isChanged(element, entry, others.get(keyOf(entry, index)))) ||
    other.some((entry, index) => !owns.has(keyOf(entry, index)) && !isService(entry))
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
