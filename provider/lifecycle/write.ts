import { ApiError } from "../api/errors";
import { pathOf } from "../api/objects";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { differing, merged } from "../core/merge";
import { type Context, declaredFields } from "./managed";

/**
 * Reads the object, puts the declared fields on top and writes it if that changes anything. Writers of the
 * same object take turns, so that none of them writes what another has just replaced.
 *
 * @param id for a member of a collection
 * @returns the object before and after
 */
export function readMergeWrite(
  context: Context,
  definition: Definition,
  inputs: Properties,
  id?: string,
): Promise<{ before: Properties; after: Properties }> {
  return context.locks.run(pathOf(definition, inputs, id), async () => {
    const before = await context.api.get(definition, inputs, id).catch((error: unknown) => {
      throw isNotFound(error) ? gone(definition, error) : error;
    });
    const declared = declaredFields(definition, inputs);
    if (differing(definition.fields, declared, before).length === 0) return { before, after: before };
    const body = merged(definition.fields, declared, before);
    if (id !== undefined) delete body.id;
    const after = await context.api.update(definition, inputs, body, id);
    return { before, after };
  });
}

export const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;

const gone = (definition: Definition, cause: unknown) =>
  new Comm100Error(
    `${definition.name}: it no longer exists on the site (${(cause as Error).message}). Run pulumi refresh, then pulumi up creates it again.`,
    { cause },
  );
