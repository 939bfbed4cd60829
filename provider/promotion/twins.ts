import { pathOf } from "../api/path";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { byOwnId } from "../lifecycle/absence";
import type { Context } from "../lifecycle/context";
import { strategies } from "../lifecycle/kinds";
import { normalisedId } from "../lifecycle/members";
import { readMergeWrite } from "../lifecycle/write";
import type { SiteObject } from "../site-document/objects";

/** An object that this run has created. */
export interface Created {
  object: SiteObject;
  /** With what it belongs to. */
  inputs: Properties;
  id: string;
}

/** How long another run has for taking back what it has made, and how often it is looked for. In milliseconds. */
const patience = 5000;
const pause = 1000;

/**
 * Leaves one of each two objects that this run and another one have made at the same time. The API has neither locks nor unique
 * names, so both may have looked before either wrote. Of two, the one with the lower id stays: every run decides the same, and
 * the one that made the other takes it back.
 *
 * The other run may never learn of that: it has looked for twins before this run's object was there, or it is an `up`, which
 * doesn't look. So a run whose object should stay waits for the other one to go. If that is still there after a while, this run
 * takes back its own all the same.
 *
 * @param takeOver told of what stays in place of what this run has made
 * @throws Comm100Error that names both, where what this run has made can't be deleted
 */
export async function withoutTwins(
  context: Context,
  created: readonly Created[],
  takeOver: (one: Created, id: string) => void,
): Promise<void> {
  let waiting = created;
  for (let waited = 0; waiting.length > 0; waited += pause) {
    const isLast = waited >= patience;
    const next: Created[] = [];
    for (const { one, others } of await twinsOf(context, waiting)) {
      const [first] = others.toSorted();
      if (first === undefined) continue;
      if (!isLast && normalisedId(one.id) < first) next.push(one);
      else if (await giveWay(context, one, first)) takeOver(one, first);
    }
    waiting = next;
    if (waiting.length > 0) await context.environment.sleep(pause);
  }
}

/** Each object with the ids of others that have its natural key, as the site has them now: one list for each collection. */
async function twinsOf(context: Context, created: readonly Created[]) {
  const lists = new Map<string, ReturnType<typeof context.collections.listAgain>>();
  return Promise.all(
    created.map(async (one) => {
      const { definition } = one.object.part;
      const path = pathOf(definition, one.inputs);
      const list = lists.get(path) ?? context.collections.listAgain(definition, one.inputs);
      lists.set(path, list);
      const alike = (await list).withNaturalKeyOf(one.inputs).map(({ id }) => normalisedId(id));
      return { one, others: alike.filter((id) => id !== normalisedId(one.id)) };
    }),
  );
}

/** @returns whether the other one has taken its place */
async function giveWay(context: Context, { object, inputs, id }: Created, other: string): Promise<boolean> {
  const { definition } = object.part;
  if (!definition.canDelete) {
    throw new Comm100Error(
      `${object.place}: another run has made the same at the same time (ids ${id} and ${other}), and the API can't delete it. Rename one of them in the control panel.`,
    );
  }
  if (!(await byOwnId(context, definition, inputs, other))) return false;
  context.log(
    `${object.place}: another run has made the same at the same time. ${other} stays, and ${id}, which this run has made, is taken back.`,
  );
  await strategies[definition.kind].delete(context, definition, { id, inputs, readOnly: {} });
  await readMergeWrite(context, definition, inputs, { id: other });
  return true;
}
