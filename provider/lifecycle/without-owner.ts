import { isNotFound } from "../api/errors";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { quoted } from "../core/quoted";
import { missingOwner } from "./absence";
import type { Context } from "./context";
import { UnfinishedError } from "./unfinished";

/**
 * What to throw where an object couldn't be created: where the API has said "not found" because there is nothing of the
 * id that the object is to belong to, an error that names this id.
 */
export async function withoutOwner(
  context: Context,
  definition: Definition,
  inputs: Properties,
  error: unknown,
): Promise<unknown> {
  const refusal = [error, (error as Error | undefined)?.cause].find(isNotFound) as Error | undefined;
  // What was created in part has to go into the state.
  if (refusal === undefined || error instanceof UnfinishedError) return error;
  // A look that fails proves nothing: the error says what the API has said.
  const parameter = await missingOwner(context, definition, inputs).catch(() => undefined);
  const owner = parameter === undefined ? undefined : definition.parents[parameter];
  if (parameter === undefined || owner === undefined) return error;
  const kind = typeof owner === "string" ? owner : owner.name;
  return new Comm100Error(
    `${parameter}: no ${kind} on the site has the id ${quoted(inputs[parameter])}, so the ${definition.name} can't be created (${refusal.message}). Write the id of a ${kind} that is there: such as sales.id of a resource, or comm100.get${kind}Output(…).id. If it was deleted on the site, pulumi refresh takes it out of the state.`,
    { cause: error },
  );
}
