import type { Definition, Properties } from "../core/definition";
import { hasUnknown } from "../core/unknown";
import { definitionNamed } from "../definitions";
import { internal } from "../pulumi/identity";
import { isOfThisPackage, type StateResource } from "./deployment";
import type { Planned } from "./planned";
import type { PlannedChange } from "./planned-changes";

/** Told how many calls to the site are expected, before the first of them. */
export type ExpectCalls = (calls: number) => void;

interface ObjectToRead {
  definition: Definition;
  inputs: Properties;
  propertyDependencies?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** How many calls it takes to read what a stack has: one for each collection, and one for each singleton. */
export const callsToRead = (resources: readonly StateResource[]): number =>
  placesOf(
    resources.filter(isOfThisPackage).flatMap(({ inputs = {}, propertyDependencies }) => {
      const definition = definitionNamed(inputs[internal.kind]);
      return definition ? [{ definition, inputs, propertyDependencies }] : [];
    }),
  );

/** How many calls it takes at most to find what a program declares. */
export const callsToFind = (planned: readonly Planned[]): number =>
  placesOf(
    planned.map(({ definition, inputs, state: { propertyDependencies } }) => ({
      definition,
      inputs,
      propertyDependencies,
    })),
  );

/**
 * How many calls an update takes, about: each write, a read before a write that changes what is there, and a list of each
 * collection that objects are created in.
 */
export function callsToChange(changes: readonly PlannedChange[]): number {
  const created = changes.filter(({ action, definition }) => definition.hasId && isCreated(action));
  const lists = placesOf(
    created.map(({ definition, news, after }) => ({
      definition,
      inputs: news,
      propertyDependencies: after?.propertyDependencies,
    })),
  );
  return changes.reduce((sum, change) => sum + writesOf(change), lists);
}

const isCreated = (action: PlannedChange["action"]) => action === "create" || action === "replace";

function writesOf({ action, definition, properties, olds }: PlannedChange): number {
  // What is only released, or left as it is, costs nothing.
  if (action === "update") return properties.length > 0 ? 2 : 0;
  if (!definition.hasId) return action === "delete" && olds.onDelete === "retain" ? 0 : 2;
  return action === "replace" ? 2 : 1;
}

/** One call for each place. The id of an owner that isn't known yet is replaced by the URN of its resource. */
function placesOf(objects: readonly ObjectToRead[]): number {
  const places = objects.map(({ definition, inputs, propertyDependencies = {} }) => {
    const owners = definition.parameters.map((parameter) =>
      hasUnknown(inputs[parameter]) ? propertyDependencies[parameter] : inputs[parameter],
    );
    return JSON.stringify([definition.path, owners]);
  });
  return new Set(places).size;
}
