import { isDeepStrictEqual } from "node:util";
import { isNotFound } from "../api/errors";
import { filled, pathOf } from "../api/path";
import { mayHaveLanded } from "../api/retry-rules";
import { changedParts } from "../core/changed-parts";
import { mayBeIgnored } from "../core/conditions";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { merged } from "../core/merged";
import { differing } from "../core/observed";
import { lostSecrets, secretsIn } from "../core/secrets";
import type { Context } from "./context";
import { declaredFields, type Managed } from "./managed";
import { withoutUndeclared } from "./undeclared";
import { UnfinishedError } from "./unfinished";

export interface Write {
  /** For a member of a collection. */
  id?: string;
  /** The inputs before, if there were any: a secret that was changed can't be seen on the site. */
  old?: Properties;
  /** Only what differs between `old` and the inputs is written. Default: all that is declared. */
  onlyChanges?: boolean;
  /** The inputs say everything about the object: a field that they leave out is emptied, if it has an effect. */
  isWhole?: boolean;
  /** What the state has to know of the object where nobody knows whether a write was carried out. */
  inDoubt?: (before: Properties) => Managed;
}

/**
 * Reads the object, puts the declared fields on top and writes it if that changes anything. Writers of the
 * same object take turns, so that none of them writes what another has just replaced.
 *
 * @returns the object before and after
 * @throws UnfinishedError with what `inDoubt` says
 */
export function readMergeWrite(
  context: Context,
  definition: Definition,
  inputs: Properties,
  { id, old = {}, onlyChanges = false, isWhole = false, inDoubt }: Write = {},
): Promise<{ before: Properties; after: Properties }> {
  return whileWriting(context, definition, inputs, id, async () => {
    const before = await context.api.get(definition, inputs, id).catch((error: unknown) => {
      throw isNotFound(error) ? gone(definition, error) : error;
    });
    const declared = declaredFields(definition, inputs);
    const secretsChange = !isDeepStrictEqual(
      secretsIn(definition.fields, declared),
      secretsIn(definition.fields, old),
    );
    const wanted = onlyChanges
      ? changedParts(definition.fields, declaredFields(definition, old), declared, before)
      : declared;
    const kept = isWhole ? withoutUndeclared(definition.fields, declared, before) : before;
    const isLess =
      isWhole &&
      !isDeepStrictEqual(merged(definition.fields, {}, kept), merged(definition.fields, {}, before));
    const body = merged(definition.fields, wanted, kept);
    tellOfDrift(context, definition, id, differing(definition.fields, declared, body));
    if (!secretsChange && !isLess && differing(definition.fields, wanted, before).length === 0) {
      return { before, after: before };
    }
    if (id !== undefined) delete body.id;
    for (const path of lostSecrets(definition.fields, declared, before)) {
      context.log(
        `${definition.name}: the service doesn't return ${path}, so this update can't send it along and may clear it. Declare it to keep it.`,
      );
    }
    const after = await written(context, definition, inputs, { wanted, body, id, secretsChange }).catch(
      (error: unknown) => {
        throw inDoubt && isUncertain(error)
          ? new UnfinishedError(
              `Whether the ${definition.name} was written is not known`,
              inDoubt(before),
              error,
            )
          : error;
      },
    );
    return { before, after };
  });
}

export interface Writing {
  /** What the object has to have afterwards. */
  wanted: Properties;
  body: Properties;
  id: string | undefined;
  /** A secret that was sent can't be seen on the site. Default: none. */
  secretsChange?: boolean;
}

/**
 * Writes an object. The write counts when the answer shows it; where the answer doesn't, or there is none, a look decides.
 *
 * @returns the object as it is now
 * @throws NotWrittenError when the service says that it was carried out and the object is another one
 */
export async function written(
  context: Context,
  definition: Definition,
  inputs: Properties,
  { wanted, body, id, secretsChange = false }: Writing,
): Promise<Properties> {
  const missingIn = (live: Properties) =>
    differing(definition.fields, wanted, live).filter(hasEffect(definition, live));
  const look = () => context.api.get(definition, inputs, id);
  let answer: Properties | undefined;
  try {
    answer = await context.api.update(definition, inputs, body, id);
  } catch (error) {
    // A secret can't be seen on the site, so a look would say nothing of it.
    const live = mayHaveLanded(error) && !secretsChange ? await look().catch(() => undefined) : undefined;
    if (live && missingIn(live).length === 0) return live;
    throw error;
  }
  if (answer && missingIn(answer).length === 0) return answer;
  const live = await look();
  const missing = missingIn(live);
  if (missing.length === 0) return live;
  throw new NotWrittenError(definition, id, missing);
}

/** What has no effect in a combination of values is set aside by the service. */
const hasEffect = (definition: Definition, live: Properties) => (name: string) => {
  const field = definition.fields[name];
  return field !== undefined && !mayBeIgnored(field, definition.fields, live);
};

/** The service has answered that an object was written, and the object hasn't what was sent. */
class NotWrittenError extends Comm100Error {
  override name = "NotWrittenError";

  constructor({ name }: Definition, id: string | undefined, fields: readonly string[]) {
    const object = id === undefined ? name : `${name} ${id}`;
    super(
      `${object}: the service answered that it was written, but ${fields.join(", ")} on the site ${fields.length === 1 ? "isn't" : "aren't"} what was sent. Run pulumi up --refresh to see what the site has, and declare that if the service changes the value.`,
    );
  }
}

const isUncertain = (error: unknown) => mayHaveLanded(error) || error instanceof NotWrittenError;

/** Names fields, not values: a value may be a secret of the program or of the site. */
function tellOfDrift(context: Context, { name }: Definition, id: string | undefined, fields: string[]): void {
  if (fields.length === 0) return;
  const object = id === undefined ? name : `${name} ${id}`;
  const differ = fields.length === 1 ? "differs" : "differ";
  context.log(
    `${object}: ${fields.join(", ")} ${differ} on the site from what the program declares. The program hasn't changed that, so the site's value stays. pulumi up --refresh shows the difference and puts it right.`,
  );
}

/**
 * Runs a task that writes an object, while nothing else writes it. An object that is part of another one also waits
 * for writers of that whole: a whole is written back as it was read. Parts of one whole are written side by side.
 */
export function whileWriting<Result>(
  context: Context,
  definition: Definition,
  inputs: Properties,
  id: string | undefined,
  task: () => Promise<Result>,
): Promise<Result> {
  const alone = () => context.locks.run(pathOf(definition, inputs, id), task);
  return whilePart(context, definition, inputs, alone);
}

/** Runs a task that adds a member to a collection, or takes one away, while nothing writes the whole it is part of. */
export function whilePart<Result>(
  context: Context,
  { partOf, name }: Definition,
  inputs: Properties,
  task: () => Promise<Result>,
): Promise<Result> {
  if (partOf === undefined) return task();
  return context.locks.run(filled(name, partOf, inputs), task, "shared");
}

const gone = (definition: Definition, cause: unknown) =>
  new Comm100Error(
    `${definition.name}: it no longer exists on the site (${(cause as Error).message}). Run pulumi refresh, then pulumi up creates it again.`,
    { cause },
  );
