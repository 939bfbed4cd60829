import { pathOf } from "../api/path";
import { mayHaveLanded } from "../api/retry-rules";
import type { Definition, Properties } from "../core/definition";
import { naturalKey } from "../core/natural-key";
import { differing } from "../core/observed";
import { withoutSecrets } from "../core/secrets";
import { liveMember, liveMembers, unlessGone } from "./absence";
import type { Context } from "./context";
import { createWithoutTwin } from "./creation";
import { notDeleted } from "./left-behind";
import { declaredFields, liveInputs, type Managed } from "./managed";
import { asManaged, isPermanent, updateMember } from "./member";
import { giveBack } from "./restore";
import { refuseTakenKey, takeOver, warnOfTwins } from "./same-key";
import type { Strategy } from "./strategy";
import { UnfinishedError } from "./unfinished";
import { whilePart } from "./write";

/** Members of a collection: created, found by their id or natural key, deleted. */
export const collection: Strategy = {
  async match(reading, definition, inputs) {
    const members = await liveMembers(reading, definition, inputs);
    return (members?.withNaturalKeyOf(inputs) ?? []).map((live) => ({
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
      const alike = members.withNaturalKeyOf(inputs);
      const existing = await context.ownership.withoutHolder(definition, inputs, alike);
      if (existing.length > 0) return takeOver(context, definition, inputs, existing);
      const live = await whilePart(context, definition, inputs, () =>
        createWithoutTwin(context, definition, inputs, members),
      );
      context.ownership.noteCreated(definition, inputs, String(live.id));
      context.collections.put(definition, inputs, live);
      return completed(context, definition, inputs, live);
    });
  },

  async find(context, definition, { id, inputs }) {
    const live = await liveMember(context, definition, inputs, id);
    const members = live && (await liveMembers(context, definition, inputs));
    if (members) warnOfTwins(context, definition, { id, live, members });
    return live;
  },

  async update(context, definition, old, inputs, onlyChanges) {
    await refuseTakenKey(context, definition, old, inputs);
    return updateMember(context, definition, old, inputs, onlyChanges);
  },

  async delete(context, definition, managed) {
    const { id, inputs, earlier } = managed;
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
      deleteMember(context, definition, inputs, id).catch(async (error: unknown) => {
        throw await notDeleted(context, definition, managed, error);
      }),
    );
    context.collections.remove(definition, inputs, id);
  },
};

/** Deletes a member, and believes neither "not found" nor an answer that says nothing without another look. */
async function deleteMember(
  context: Context,
  definition: Definition,
  inputs: Properties,
  id: string,
): Promise<void> {
  try {
    await unlessGone(context, definition, inputs, id, () => context.api.delete(definition, inputs, id));
  } catch (error) {
    if (!mayHaveLanded(error)) throw error;
    const look = () => context.api.get(definition, inputs, id);
    const isThere = await unlessGone(context, definition, inputs, id, look).catch(() => true);
    if (isThere) throw error;
  }
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
  return updateMember(context, definition, created, inputs).catch((error: unknown) => {
    const seen = withoutSecrets(definition.fields, liveInputs(definition, inputs, live));
    throw new UnfinishedError(
      `${definition.name} ${created.id} was created without all of what is declared (${missing.join(", ")})`,
      { ...created, inputs: seen },
      error,
    );
  });
}
