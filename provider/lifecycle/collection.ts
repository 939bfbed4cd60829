import { isNotFound } from "../api/errors";
import { pathOf } from "../api/path";
import type { Definition, Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { differing } from "../core/merge";
import { keyNames, naturalKey } from "../core/natural-key";
import { valueAt } from "../core/paths";
import { withoutSecrets } from "../core/secrets";
import { createOnce } from "./creation";
import {
  type Context,
  declaredFields,
  liveInputs,
  type Managed,
  type Reading,
  readOnlyFields,
  type Strategy,
} from "./managed";
import { Members } from "./members";
import { unlessOwnerIsGone } from "./owner";
import { earlierAfterUpdate, earlierFields, giveBack, writeManaged } from "./restore";
import { warnOfTwins } from "./twins";
import { UnfinishedError } from "./unfinished";
import { readMergeWrite, whilePart } from "./write";

/** Members of a collection: created, found by their id or natural key, deleted. */
export const collection: Strategy = {
  async match(reading, definition, inputs) {
    const members = await liveMembers(reading, definition, inputs);
    return members.withKeyOf(inputs).map((live) => ({
      id: String(live.id),
      live,
      isGivenBack: isPermanent(definition, live),
    }));
  },

  create(context, definition, inputs) {
    // Two of the same natural key in one run would not see each other in the list.
    const turn = `${pathOf(definition, inputs)} ${naturalKey(definition, inputs)}`;
    return context.locks.run(turn, async () => {
      const members = await context.collections.members(definition, inputs);
      const existing = members
        .withKeyOf(inputs)
        .filter((member) => !context.ownership.isManaged(definition, String(member.id)));
      if (existing.length > 0) return takeOver(context, definition, inputs, existing);
      const live = await whilePart(context, definition, inputs, () =>
        createOnce(context, definition, inputs, members),
      );
      context.ownership.noteCreated(definition, String(live.id));
      context.collections.put(definition, inputs, live);
      return completed(context, definition, inputs, live);
    });
  },

  async find(context, definition, { id, inputs }) {
    const members = await liveMembers(context, definition, inputs);
    const live = members.get(id);
    if (live) warnOfTwins(context, definition, { id, live, members });
    return live;
  },

  async update(context, definition, old, inputs) {
    const { id, earlier } = old;
    // Without earlier values the state as it is says all.
    const updated = earlier
      ? writeManaged(context, definition, inputs, {
          id,
          old: old.inputs,
          known: (before) => ({ id, earlier: earlierAfterUpdate(definition, old, inputs, before) }),
        })
      : readMergeWrite(context, definition, inputs, { id, old: old.inputs }).then(({ after }) => ({
          managed: { id, inputs, readOnly: readOnlyFields(definition, after) },
          after,
        }));
    const { managed, after } = await updated;
    context.collections.put(definition, inputs, { ...after, id });
    return managed;
  },

  async delete(context, definition, managed) {
    const { id, inputs, earlier } = managed;
    if (context.ownership.wasTakenOver(definition, id)) {
      context.log(`${definition.name} ${id} is not deleted: another resource took it over in this update.`);
      return;
    }
    if (earlier) {
      await giveBack(context, definition, managed, id);
      return;
    }
    if (!definition.canDelete) {
      context.log(
        `${definition.name}: the API can't delete it, so what was managed stays on the site as it is.`,
      );
      return;
    }
    await whilePart(context, definition, inputs, () =>
      context.api.delete(definition, inputs, id).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      }),
    );
    context.collections.remove(definition, inputs, id);
  },
};

/** Without what they belong to there are none. */
const liveMembers = async (
  reading: Reading,
  definition: Definition,
  inputs: Properties,
): Promise<Members> => {
  const list = () => reading.collections.members(definition, inputs);
  return (await unlessOwnerIsGone(reading, definition, inputs, list)) ?? new Members(definition, inputs);
};

/** The service made the member, and keeps it. */
const isPermanent = ({ permanent }: Definition, member: Properties) =>
  permanent !== undefined && valueAt(member, permanent) === true;

function asManaged(definition: Definition, inputs: Properties, live: Properties): Managed {
  return { id: String(live.id), inputs, readOnly: readOnlyFields(definition, live) };
}

/**
 * A service may create an object without all of what it was sent: the rest is written in a second step. When
 * that fails, the object is there all the same.
 */
async function completed(
  context: Context,
  definition: Definition,
  inputs: Properties,
  live: Properties,
): Promise<Managed> {
  const created = asManaged(definition, inputs, live);
  const missing = differing(definition.fields, declaredFields(definition, inputs), live);
  if (missing.length === 0) return created;
  return collection.update(context, definition, created, inputs).catch((error: unknown) => {
    const seen = withoutSecrets(definition.fields, liveInputs(definition, inputs, live));
    throw new UnfinishedError(
      `${definition.name} ${created.id} was created without all of what is declared (${missing.join(", ")})`,
      { ...created, inputs: seen },
      error,
    );
  });
}

/**
 * An object of the same natural key is there. With the declared values it is what a lost answer or a crash
 * left behind; with others it is somebody's, unless the program says otherwise.
 */
async function takeOver(
  context: Context,
  definition: Definition,
  inputs: Properties,
  existing: readonly Properties[],
): Promise<Managed> {
  const declared = declaredFields(definition, inputs);
  const [other] = existing;
  const same = existing.find((member) => differing(definition.fields, declared, member).length === 0);
  const chosen = same ?? other;
  if (!chosen) throw new Error("takeOver needs an existing object");
  const twin = existing.find((member) => context.ownership.isNew(definition, String(member.id)));
  if (twin) throw sameKeyTwice(definition, String(twin.id));
  const id = String(chosen.id);
  if (isPermanent(definition, chosen)) {
    return takePermanent(context, definition, inputs, id);
  }
  if (!same && (inputs.adopt !== true || existing.length > 1)) {
    throw conflict(definition, declared, existing);
  }
  context.ownership.noteTakenOver(definition, id);
  if (same) {
    context.log(`${definition.name} ${id} existed with the declared values and is managed from now on.`);
    return asManaged(definition, inputs, same);
  }
  return collection.update(context, definition, { id, inputs, readOnly: {} }, inputs);
}

/** The service made it, and keeps it: it is changed as declared, and given back later. */
async function takePermanent(
  context: Context,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<Managed> {
  context.ownership.noteTakenOver(definition, id);
  const names = Object.keys(declaredFields(definition, inputs));
  const { managed, after } = await writeManaged(context, definition, inputs, {
    id,
    known: (before) => ({ id, earlier: earlierFields(definition, names, before) }),
  });
  context.collections.put(definition, inputs, { ...after, id });
  return managed;
}

const sameKeyTwice = (definition: Definition, id: string) =>
  new Comm100Error(
    `Another new resource of this program has the same ${keyNames(definition)} and manages ${definition.name} ${id}. No second one was created. Declare another ${keyNames(definition)}, or remove one of the two.`,
  );

/** Names fields, not values: a value may be a secret of the program or of the site. */
function conflict(
  definition: Definition,
  declared: Properties,
  existing: readonly Properties[],
): Comm100Error {
  const found = existing.map((member) => {
    const fields = differing(definition.fields, declared, member).join(", ");
    return `id ${String(member.id)}, which differs in ${fields}`;
  });
  const ways =
    existing.length > 1
      ? "Delete the ones that aren't needed or declare another"
      : "To manage it with the declared values, set adopt: true on the resource; to leave it alone, declare another";
  return new Comm100Error(
    `A ${definition.name} with the same ${keyNames(definition)} already exists (${found.join("; ")}). It was not touched, and no second one was created. ${ways} ${keyNames(definition)}.`,
  );
}
