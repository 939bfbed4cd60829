import { isNotFound } from "../api/errors";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import type { Context } from "./context";
import { type Managed, pick, readOnlyFields } from "./managed";
import { normalisedId } from "./members";
import { idOf } from "./singleton";

/**
 * An object that a program only wants to know, with all its live values.
 *
 * @param inputs what it belongs to
 * @throws Comm100Error when it isn't on the site
 */
export async function liveObject(
  { api }: Context,
  definition: Definition,
  id: string,
  inputs: Properties,
): Promise<Managed> {
  const parents = pick(inputs, (name) => definition.parameters.includes(name));
  if (!definition.hasId) refuseOtherId(definition, id, idOf(definition, parents));
  const live = await api
    .get(definition, parents, definition.hasId ? id : undefined)
    .catch((error: unknown) => {
      throw isNotFound(error) ? notFound(definition, id, error as Error) : error;
    });
  const fields = pick(live, (name) => Object.hasOwn(definition.inputs, name));
  return { id, inputs: { ...fields, ...parents }, readOnly: readOnlyFields(definition, live) };
}

function refuseOtherId({ name, parameters }: Definition, id: string, ownId: string): void {
  if (normalisedId(id) === normalisedId(ownId)) return;
  const whose = parameters.length > 0 ? "that of what it belongs to" : "always the same";
  throw new Comm100Error(`${name} ${id} was not found on the site: its id is ${whose}, ${ownId}.`);
}

const notFound = ({ name }: Definition, id: string, { message }: Error) =>
  new Comm100Error(
    `${name} ${id} was not found on the site: ${message} Check the id, and what it belongs to.`,
  );
