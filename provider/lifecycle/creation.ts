import { ApiError, NoAnswerError, UnexpectedAnswerError } from "../api/errors";
import { delayAfterFailure, mayHaveLanded } from "../api/retry-rules";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { merged } from "../core/merged";
import { differing } from "../core/observed";
import type { Context } from "./context";
import { declaredFields } from "./managed";
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
      const { landed, waited } = mayHaveLanded(error)
        ? await lookForLanded(context, definition, inputs, before, error)
        : { landed: undefined, waited: 0 };
      if (landed) return landed;
      if (delay === undefined) throw error;
      await context.environment.sleep(Math.max(0, delay - waited));
    }
  }
}

/** An answer that shows an older object would have that object deleted with the resource. */
function newObject(definition: Definition, before: Members, object: Properties): Properties {
  if (!before.has(object.id)) return object;
  const place = { method: "POST", path: definition.path };
  throw new UnexpectedAnswerError(place, "an object that was there before, instead of the new one.");
}

/** The pause before the first look; each further one is twice as long, up to the longest. In milliseconds. */
const firstPause = 500;
const longestPause = 5000;

/** Looks until the object is there or the time has passed: a list may lag behind what the service has created. */
async function lookForLanded(
  context: Context,
  definition: Definition,
  inputs: Properties,
  before: Members,
  error: unknown,
): Promise<{ landed: Properties | undefined; waited: number }> {
  // A service that was too slow may still be creating the object. It gets the same time again to finish.
  const time = Math.max(context.lookUpTime, isSlow(error) ? context.timeout : 0);
  let waited = 0;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const next = Math.min(pause, time - waited);
    await context.environment.sleep(next);
    waited += next;
    const landed = await lookUp(context, definition, inputs, before, error);
    if (landed || waited >= time) return { landed, waited };
  }
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
  const added = members.withNaturalKeyOf(inputs).filter(({ id }) => {
    return !before.has(id) && !context.ownership.isNew(definition, inputs, String(id));
  });
  // A service may create an object without all of what it was sent.
  return added.find((member) => differing(definition.fields, declared, member).length === 0) ?? added[0];
}
