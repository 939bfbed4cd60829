import { isNotFound } from "../api/errors";
import type { Definition, Properties } from "../core/definition";
import type { Reading } from "./context";
import type { Members } from "./members";

/**
 * The live member of a collection; undefined when it is gone.
 *
 * A list may lag behind, or be filtered by a mistake of the service: to believe it would take everything that it lacks for
 * deleted. So what it lacks is asked for by its own id, and is there if either says so.
 */
export async function liveMember(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<Properties | undefined> {
  const members = await liveMembers(reading, definition, inputs);
  if (!members) return undefined;
  const listed = members.get(id);
  if (listed) return listed;
  const ask = () => byOwnId(reading, definition, inputs, id);
  const answer = await (members.isEmpty ? reading.collections.sampled(definition, inputs, id, ask) : ask());
  if (answer) {
    reading.log?.(
      `${definition.name}: the site's list lacks what is on the site. It lags behind, or is filtered. What it lacks is read by its id.`,
    );
    reading.collections.put(definition, inputs, answer);
  }
  return answer;
}

/** The members that a list has now; undefined where what they belong to is gone. */
export const liveMembers = (
  reading: Reading,
  definition: Definition,
  inputs: Properties,
): Promise<Members | undefined> =>
  unlessOwnerIsGone(reading, definition, inputs, () => reading.collections.members(definition, inputs));

/**
 * What a request for an object answers with; undefined when the object is gone.
 *
 * That the API says "not found" isn't enough: a path that the service doesn't have, or has no more, would pass for the
 * deletion of everything below it. So the collection has to be there, without the object, or what the object belongs to has
 * to be gone.
 *
 * @param id of a member of a collection
 */
export async function unlessGone<Result>(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
  id: string | undefined,
  request: () => Promise<Result>,
): Promise<Result | undefined> {
  if (id === undefined) return unlessOwnerIsGone(reading, definition, inputs, request);
  try {
    return await request();
  } catch (error) {
    if (isNotFound(error) && !(await isListed(reading, definition, inputs, id))) return undefined;
    throw error;
  }
}

/** Also by a list that is newer than what this run has seen so far. */
async function isListed(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<boolean> {
  const members = await liveMembers(reading, definition, inputs);
  if (!members?.has(id)) return false;
  return (await reading.collections.listAgain(definition, inputs)).has(id);
}

/** What a request answers with; undefined where the API says "not found", and what the object belongs to is gone. */
async function unlessOwnerIsGone<Result>(
  reading: Reading,
  definition: Definition,
  inputs: Properties,
  request: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await request();
  } catch (error) {
    const isGone = isNotFound(error) && (await missingOwner(reading, definition, inputs)) !== undefined;
    if (isGone) return undefined;
    throw error;
  }
}

/**
 * The parameter of the path that names an owner which isn't there, such as `campaignId`, after the API has said "not
 * found". An owner that a definition only names, such as an agent, has no collection here: the API's word is taken.
 */
export async function missingOwner(
  reading: Reading,
  { parents, parameters }: Definition,
  inputs: Properties,
): Promise<string | undefined> {
  const owners = parameters.flatMap((name) =>
    parents[name] === undefined ? [] : [[name, parents[name]] as const],
  );
  for (const [name, owner] of owners) {
    if (typeof owner === "string") return name;
    if ((await liveMember(reading, owner, inputs, String(inputs[name]))) === undefined) return name;
  }
  return undefined;
}

/** What an object's own address answers with; undefined where the API says "not found". */
export const byOwnId = (
  { api }: Pick<Reading, "api">,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<Properties | undefined> =>
  api.get(definition, inputs, id).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
