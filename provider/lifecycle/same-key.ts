import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { keyNames, naturalKey } from "../core/natural-key";
import { differing } from "../core/observed";
import type { Context } from "./context";
import { applyingAgain, ofThisStack } from "./handover";
import { declaredFields, type Managed } from "./managed";
import { asManaged, isPermanent, updateMember } from "./member";
import { type Members, normalisedId } from "./members";
import { earlierFields, writeManaged } from "./restore";

/**
 * An object of the same natural key is there. With the declared values it is what a lost answer or a crash
 * left behind; with others it is somebody's, unless the program says otherwise.
 */
export async function takeOver(
  context: Context,
  definition: Definition,
  inputs: Properties,
  existing: readonly Properties[],
): Promise<Managed> {
  const declared = declaredFields(definition, inputs);
  const twin = existing.find(({ id }) => context.ownership.isNew(definition, inputs, String(id)));
  if (twin) throw sameKeyTwice(definition, inputs, String(twin.id));
  const [own] = existing.flatMap(({ id }) => ofThisStack(context, definition, inputs, String(id)) ?? []);
  if (own) {
    context.ownership.noteTakenOver(definition, inputs, own.id);
    return applyingAgain(context, definition, own, () => updateMember(context, definition, own, inputs));
  }
  const [other] = existing;
  const same = existing.find((member) => differing(definition.fields, declared, member).length === 0);
  const chosen = same ?? other;
  if (!chosen) throw new Error("takeOver needs an existing object");
  const id = String(chosen.id);
  if (isPermanent(definition, chosen)) {
    return takePermanent(context, definition, inputs, id);
  }
  if (!same && (inputs.adopt !== true || existing.length > 1)) {
    throw conflict(definition, declared, existing);
  }
  context.ownership.noteTakenOver(definition, inputs, id);
  if (same) {
    context.log(`${definition.name} ${id} existed with the declared values and is managed from now on.`);
    return asManaged(definition, inputs, same);
  }
  return updateMember(context, definition, { id, inputs, readOnly: {} }, inputs);
}

/** The service made it, and keeps it: it is changed as declared, and given back later. */
async function takePermanent(
  context: Context,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<Managed> {
  context.ownership.noteTakenOver(definition, inputs, id);
  const names = Object.keys(declaredFields(definition, inputs));
  const { managed, after } = await writeManaged(context, definition, inputs, {
    id,
    seen: (before) => ({ id, earlier: earlierFields(definition, names, before) }),
  });
  context.collections.put(definition, inputs, { ...after, id });
  return managed;
}

/**
 * Refuses an update that gives an object the natural key of another one. An object that a resource of the program has may be
 * about to get another key itself.
 *
 * @throws Comm100Error that names the other one
 */
export async function refuseTakenKey(
  context: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<void> {
  const others = await othersOfNewKey(context, definition, old, inputs);
  const [other] = await context.ownership.withoutHolder(definition, inputs, others);
  if (other) throw takenKey(definition, old, inputs, other);
}

/** The other objects that have the natural key which an update gives this one. */
export async function othersOfNewKey(
  { collections }: Context,
  definition: Definition,
  old: Managed,
  inputs: Properties,
): Promise<Properties[]> {
  const key = naturalKey(definition, inputs);
  if (key === undefined || key === naturalKey(definition, old.inputs)) return [];
  const members = await collections.members(definition, inputs);
  return members.withNaturalKeyOf(inputs).filter((other) => !hasId(other, old.id));
}

export const takenKey = (definition: Definition, old: Managed, inputs: Properties, other: Properties) =>
  new Comm100Error(
    `${definition.name} ${old.id} can't get this ${keyNames(definition, inputs)}: the site has another one with it (id ${String(other.id)}), which no resource of the program has. Nothing was written. Declare another ${keyNames(definition, inputs)}, or delete or rename the other one first.`,
  );

const sameKeyTwice = (definition: Definition, inputs: Properties, id: string) =>
  new Comm100Error(
    `Another new resource of this program has the same ${keyNames(definition, inputs)} and manages ${definition.name} ${id}. No second one was created. Declare another ${keyNames(definition, inputs)}, or remove one of the two.`,
  );

/** Names fields, not values: a value may be a secret of the program or of the site. */
function conflict(
  definition: Definition,
  declared: Properties,
  existing: readonly Properties[],
): Comm100Error {
  const descriptions = existing.map((member) => {
    const fields = differing(definition.fields, declared, member).join(", ");
    return `id ${String(member.id)}, which differs in ${fields}`;
  });
  const ways =
    existing.length > 1
      ? "Delete the ones that aren't needed or declare another"
      : "If a resource of this stack has had it so far, run pulumi up --refresh. To manage it with the declared values, set adopt: true on the resource; to leave it alone, declare another";
  return new Comm100Error(
    `A ${definition.name} with the same ${keyNames(definition, declared)} already exists (${descriptions.join("; ")}). It was not touched, and no second one was created. ${ways} ${keyNames(definition, declared)}.`,
  );
}

/**
 * Tells of another object with the same natural key. The service can't be asked to create something only if it
 * isn't there, so two runs at once may each have created one; a list that is there anyway shows it.
 */
export function warnOfTwins(
  context: Context,
  definition: Definition,
  { id, live, members }: { id: string; live: Properties; members: Members },
): void {
  const twins = members
    .withNaturalKeyOf(live)
    .filter((other) => !hasId(other, id))
    .map((other) => String(other.id));
  if (twins.length === 0) return;
  context.log(
    `${definition.name} ${id} has a twin: the site has another one of the same ${keyNames(definition, live)} (id ${twins.join(", ")}). Another run at the same time, or a person, has made it. Delete the one that isn't needed.`,
  );
}

const hasId = (member: Properties, id: string) => normalisedId(member.id) === normalisedId(id);
