/**
 * The provider as Pulumi's dynamic provider host calls it: the exports of this module are its methods.
 * One process serves all resources of one provider; see `identity.ts` for how it comes here.
 */

import type { dynamic } from "@pulumi/pulumi";
import { EndingError, NotSentError } from "../api/run-end";
import type { Definition } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { sharesKey } from "../core/natural-key";
import type { Properties } from "../core/properties";
import { UNKNOWN } from "../core/unknown";
import { type Problem, problemText } from "../core/validate";
import { definitionNamed } from "../definitions";
import { type Checked, check as checkInputs } from "../lifecycle/check";
import type { Context } from "../lifecycle/context";
import { diff as difference, isSame } from "../lifecycle/diff";
import * as lifecycle from "../lifecycle/lifecycle";
import { liveObject } from "../lifecycle/live-object";
import { outlookOfCreation, outlookOfUpdate } from "../lifecycle/outlook";
import { UnfinishedError } from "../lifecycle/unfinished";
import { visible, visibleLines } from "../text/visible";
import { fromOutputs, toInputs, toOutputs } from "./bag";
import { endWithEngine } from "./engine-watch";
import { internal, withoutInternal } from "./identity";
import { type Session, startSession } from "./session";
import { shiftedName } from "./shifted-name";
import { WrongSiteError } from "./site-of-state";
import { tell } from "./tell";
import { warn } from "./warn";

let session: Session | undefined;

/** The session is there at once, because the host sends the next call without waiting for this one. */
export async function configure(request: dynamic.ConfigureRequest): Promise<void> {
  endWithEngine();
  const before = session;
  session = startSession((name) => request.config.get(name), process.env);
  await before?.close();
}

/** Makes no call, unless it is asked to look ahead: the engine checks one resource after the other. */
export async function check(olds: Properties, news: Properties): Promise<dynamic.CheckResult> {
  const definition = definitionNamed(news[internal.kind]);
  if (!definition) return { inputs: news, failures: [failure({ path: "", message: unknownKind(news) })] };
  const { inputs, problems, warnings } = checkResolved(definition, withoutInternal(olds), news);
  const fromProgram = news[internal.problem];
  if (typeof fromProgram === "string" && fromProgram !== UNKNOWN)
    problems.push({ path: "", message: fromProgram });
  const shifted = shiftedName(definition, olds, news);
  if (shifted !== undefined) problems.push({ path: "", message: shifted });
  const settingsProblem = session?.problem();
  if (settingsProblem !== undefined) problems.push({ path: "", message: settingsProblem });
  const isNew = Object.keys(olds).length === 0;
  const resource = news[internal.resource];
  if (problems.length === 0 && typeof resource === "string") {
    const other = session?.ownership.noteDeclared(resource, definition, inputs, isNew);
    // The program itself looks for such pairs, but only the engine knows what transforms have made of its values.
    if (other !== undefined) problems.push({ path: "", message: sharesKey(definition, inputs, other) });
  }
  if (problems.length === 0) problems.push(...(await outlook(definition, inputs, isNew)));
  if (problems.length === 0 && isNew) session?.expect(requestsToCreate);
  if (problems.length === 0) await warn(warnings, placeOf(definition, resource));
  return { inputs: toInputs(definition, inputs, resource), failures: problems.map(failure) };
}

/**
 * What a preview that reads the site finds. Any preview shows what `adopt` is about to take over, if the site can be read.
 */
async function outlook(definition: Definition, inputs: Properties, isNew: boolean): Promise<Problem[]> {
  const isOnline = session?.previewChecks() ?? false;
  if (!session || (!isOnline && !(isNew && inputs.adopt === true))) return [];
  try {
    const ids = isOnline ? await session.missingIds(definition, inputs) : [];
    return [...ids, ...(isNew ? await outlookOfCreation(await context(), definition, inputs) : [])];
  } catch (error) {
    if (!(error instanceof Comm100Error)) throw error;
    if (isOnline) return [{ path: "", message: error.message }];
    tell(`what ${definition.name} will take over can't be shown: ${error.message}`);
    return [];
  }
}

/**
 * The engine decides about a resource that depends on one that wasn't made. Here a value that comes from there is right,
 * and stays as it is in the state.
 */
function checkResolved(definition: Definition, olds: Properties, news: Properties): Checked {
  const unresolved = news[internal.unresolved];
  const names = Array.isArray(unresolved) ? unresolved.map(String) : [];
  const unknown = Object.fromEntries(names.map((name) => [name, UNKNOWN]));
  const secrets = Array.isArray(news[internal.secrets])
    ? (news[internal.secrets] as unknown[]).map(String)
    : [];
  const declared = { ...withoutInternal(news), ...unknown };
  const { inputs, problems, warnings } = checkInputs(definition, olds, declared, secrets);
  for (const name of names) {
    if (olds[name] === undefined) delete inputs[name];
    else inputs[name] = olds[name];
  }
  return { inputs, problems, warnings };
}

/** As a run's mistakes are told. A program of an earlier release doesn't say what it calls a resource. */
const placeOf = ({ name }: Definition, resource: unknown) =>
  typeof resource === "string" ? `${name} "${resource}"` : name;

/** The object is created. One list for the whole collection comes on top. */
const requestsToCreate = 1;
/** The object is read, and written. */
const requestsToUpdate = 2;

/**
 * The property stays empty and the path goes into the reason: the engine would print the value of a named
 * property, also of a secret one.
 */
function failure(problem: Problem): dynamic.CheckFailure {
  return { property: "", reason: visible(problemText(problem)) };
}

/**
 * With `changes` left out the engine compares old and new inputs itself, which is the only way to its
 * report by property; `changes: false` keeps it from seeing differences in spelling.
 */
export async function diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
  return forUser(async () => {
    const definition = definitionOf(olds);
    const standing = session?.standingOf(olds[internal.site]);
    const managed = fromOutputs(definition, id, olds);
    const resource = news[internal.resource];
    if (typeof resource === "string") session?.ownership.noteHeld(resource, definition, managed);
    const changes = difference(definition, managed.inputs, withoutInternal(news));
    if (session?.previewChecks()) await outlookOfUpdate(await context(), definition, managed, news);
    // For a site that has moved the engine sees no difference in the inputs: it is told that there is something to do.
    if (isSame(changes)) return { changes: standing === "moved" };
    if (changes.changed.length > 0 && changes.replaces.length === 0) session?.expect(requestsToUpdate);
    return { replaces: changes.replaces, deleteBeforeReplace: changes.deleteBeforeReplace };
  });
}

export async function create(inputs: Properties): Promise<dynamic.CreateResult> {
  return forUser(async () => {
    const definition = definitionOf(inputs);
    const created = lifecycle.create(await context(), definition, withoutInternal(inputs));
    const managed = await created.catch((error: unknown) => unfinished(definition, inputs, error));
    return { id: managed.id, outs: toOutputs(definition, managed, session?.site()) };
  });
}

export async function read(id: string, outputs: Properties): Promise<dynamic.ReadResult> {
  // The run fails with the error that was told first. A resource that wasn't read stays as it is, without an error.
  return forUser(
    async () => {
      const definition = definitionOf(outputs);
      session?.standingOf(outputs[internal.site]);
      if (outputs[internal.isLookUp] === true) return lookUp(definition, id, outputs);
      const managed = await lifecycle.read(await context(), definition, fromOutputs(definition, id, outputs));
      // An empty id says that the object is gone.
      if (!managed) return { id: "", props: {} };
      const props = toOutputs(definition, managed, session?.site());
      return { id, props, inputs: toInputs(definition, managed.inputs) };
    },
    () => ({ id, props: outputs }),
  );
}

/** An object that the program only wants to know has all its values. */
async function lookUp(definition: Definition, id: string, outputs: Properties): Promise<dynamic.ReadResult> {
  const { inputs } = fromOutputs(definition, id, outputs);
  return { id, props: toOutputs(definition, await liveObject(await context(), definition, id, inputs)) };
}

export async function update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult> {
  return forUser(async () => {
    const definition = definitionOf(news);
    const old = fromOutputs(definition, id, olds);
    const inputs = withoutInternal(news);
    const hasMoved = session?.standingOf(olds[internal.site]) === "moved";
    // Nothing else is to be done for an object whose site has moved: it has to be there, and stays as it is.
    const task =
      hasMoved && isSame(difference(definition, old.inputs, inputs)) ? lifecycle.confirm : lifecycle.update;
    const updated = task(await context(), definition, old, inputs);
    const managed = await updated.catch((error: unknown) => unfinished(definition, news, error));
    return { outs: toOutputs(definition, managed, session?.site()) };
  });
}

async function remove(id: string, outputs: Properties): Promise<void> {
  return forUser(async () => {
    const definition = definitionOf(outputs);
    session?.standingOf(outputs[internal.site]);
    await lifecycle.remove(await context(), definition, fromOutputs(definition, id, outputs));
  });
}

export { remove as delete };

/**
 * Pulumi takes an error with an id as that of a resource that was created or updated in part: it keeps the
 * properties, and calls update next time, even without a change.
 */
function unfinished(definition: Definition, inputs: Properties, error: unknown): never {
  if (!(error instanceof UnfinishedError)) throw error;
  const { managed, message } = error;
  throw Object.assign(error, {
    id: managed.id,
    // Here alone the host doesn't add the provider's text. Without the text no later operation works.
    properties: {
      ...toOutputs(definition, managed, session?.site()),
      [internal.provider]: inputs[internal.provider],
    },
    reasons: [visibleLines(message)],
  });
}

function context(): Promise<Context> {
  if (!session) throw new Error("The provider was called before it was configured");
  return session.context();
}

function definitionOf(properties: Properties): Definition {
  const definition = definitionNamed(properties[internal.kind]);
  if (!definition) throw new Comm100Error(unknownKind(properties));
  return definition;
}

function unknownKind(properties: Properties): string {
  return `This version of pulumi-comm100 has no resource "${String(properties[internal.kind])}". Was the state written by a later version? Then update the package.`;
}

/**
 * Pulumi prints the stack of what is thrown here; for an error that is the user's to solve it is noise.
 *
 * @param instead the result of a call that came to nothing for a reason that was told before
 */
async function forUser<Result>(task: () => Promise<Result>, instead?: () => Result): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    const shown = onceTold(error);
    if (shown instanceof NotSentError && instead) return instead();
    if (shown instanceof Comm100Error) {
      shown.message = visibleLines(shown.message);
      shown.stack = "";
    }
    throw shown;
  }
}

const toldErrors = new WeakSet<Error>();

/** All calls that wait for one list fail with the same error: the first one tells it. */
function onceTold(error: unknown): unknown {
  if (!(error instanceof EndingError || error instanceof WrongSiteError)) return error;
  if (toldErrors.has(error)) return new NotSentError(error);
  toldErrors.add(error);
  return error;
}
