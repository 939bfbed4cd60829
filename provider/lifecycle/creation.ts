import { ApiError, NoAnswerError, UnexpectedAnswerError } from "../api/errors";
import { delayAfterFailure, mayHaveLanded } from "../api/retry-rules";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { merged } from "../core/merged";
import { differing } from "../core/observed";
import { type Context, declaredFields } from "./managed";
import type { Members } from "./members";

/**
 * Creates a member of a collection, and never a second one: after a failure that leaves open whether it was
 * created, the collection is listed before it is tried again.
 *
 * @param before the members that were there before, and those that other creations of this run have added
 */
export async function createWithoutTwin(
  context: Context,
  definition: Definition,
  inputs: Properties,
  before: Members,
): Promise<Properties> {
  const body = merged(definition.fields, declaredFields(definition, inputs), {});
  for (let attempt = 1; ; attempt++) {
    try {
      return newObject(definition, before, await context.api.create(definition, inputs, body));
    } catch (error) {
      const delay = delayAfterFailure(context.retryPolicy, attempt, error, context.environment.random());
      if (mayHaveLanded(error) || error instanceof UnexpectedAnswerError) {
        const landed = await findLanded(context, definition, inputs, before, error, delay ?? 0);
        if (landed) return landed;
      } else if (delay !== undefined) await context.environment.sleep(delay);
      if (delay === undefined) throw error;
    }
  }
}

/** An answer that shows an older object would have that object deleted with the resource. */
function newObject(definition: Definition, before: Members, object: Properties): Properties {
  if (!before.has(object.id)) return object;
  const place = { method: "POST", path: definition.path };
  throw new UnexpectedAnswerError(place, "an object that was there before, instead of the new one.");
}

/** How often the collection is listed again, within the time limit of a request, while the object may yet come. */
const looksForLate = 4;

async function findLanded(
  context: Context,
  definition: Definition,
  inputs: Properties,
  before: Members,
  error: unknown,
  delay: number,
): Promise<Properties | undefined> {
  // A service that was too slow may still be creating the object. It gets the same time again to finish.
  const pauses = isSlow(error) ? Array(looksForLate).fill(context.timeout / looksForLate) : [delay];
  for (const pause of pauses) {
    await context.environment.sleep(pause as number);
    const landed = await lookUp(context, definition, inputs, before, error);
    if (landed) return landed;
  }
  return undefined;
}

const isSlow = (error: unknown) =>
  (error instanceof NoAnswerError && error.reason === "timeout") ||
  (error instanceof ApiError && error.status === 504);

async function lookUp(
  context: Context,
  definition: Definition,
  inputs: Properties,
  before: Members,
  failure: unknown,
): Promise<Properties | undefined> {
  const declared = declaredFields(definition, inputs);
  const members = await context.collections.listAgain(definition, inputs).catch((cause: unknown) => {
    throw new Comm100Error(
      `${(failure as Error).message} Whether the ${definition.name} was created could not be found out: ${(cause as Error).message} Run pulumi up again: it looks for the object first and takes it over if it is there.`,
      { cause: failure },
    );
  });
  return members.withNaturalKeyOf(inputs).find((member) => {
    const id = String(member.id);
    const isOurs = !before.has(id) && !context.ownership.isNew(definition, inputs, id);
    return isOurs && differing(definition.fields, declared, member).length === 0;
  });
}
