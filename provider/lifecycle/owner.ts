import { isNotFound } from "../api/errors";
import type { Definition, Properties } from "../core/definition";
import type { Reading } from "./managed";

/**
 * What a request answers with; undefined where the API says "not found" and the owner of the object is gone, too.
 *
 * The answer alone isn't enough: a path that the service doesn't have, or has no more, would pass for the deletion of
 * everything below the owner.
 */
export async function unlessOwnerIsGone<Result>(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
  request: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await request();
  } catch (error) {
    if (isNotFound(error) && (await isOwnerGone(reading, definition, inputs))) return undefined;
    throw error;
  }
}

/** An owner that a definition only names, such as an agent, has no collection here: the API's word is taken. */
async function isOwnerGone(
  { collections }: Reading,
  { parents, parameters }: Definition,
  inputs: Properties,
): Promise<boolean> {
  const owners = parameters.flatMap((name) =>
    parents[name] === undefined ? [] : [[name, parents[name]] as const],
  );
  for (const [name, owner] of owners) {
    if (typeof owner === "string") return true;
    if (!(await collections.members(owner, inputs)).has(inputs[name])) return true;
  }
  return false;
}
