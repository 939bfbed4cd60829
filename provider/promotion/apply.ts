import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { grouped } from "../core/ordering";
import { isObject } from "../core/paths";
import { rankIn } from "../core/site-parts";
import { definitions } from "../definitions";
import type { Context } from "../lifecycle/context";
import { create, remove } from "../lifecycle/lifecycle";
import { readMergeWrite } from "../lifecycle/write";
import type { SiteObject } from "../site-document/objects";
import { Secret } from "../site-document/secrets";
import type { Plan, Step } from "./plan";
import type { Target } from "./target";
import { type Created, withoutTwins } from "./twins";

export interface Promotion {
  plan: Plan;
  /** The objects of the source by their key, in the terms of the target, with secrets. */
  objects: ReadonlyMap<string, SiteObject>;
  /** Whether the source says everything: what it leaves out is emptied. */
  isWhole: boolean;
  target: Target;
  context: Context;
  /** How many steps are under way at once at most. */
  concurrency: number;
  /** Told after each step. */
  done(step: Step): void;
  /** Whether no further step is to be begun. What is under way is finished: its answer would be lost. */
  isStopped(): boolean;
}

/**
 * Carries a plan out: objects that others need come first, deletions last. After a failed step, steps that don't depend
 * on that one are finished. A plan that is made anew then has the rest.
 *
 * @throws Comm100Error that names the first step that failed, and says how many were done
 */
export async function apply(promotion: Promotion): Promise<void> {
  const { context, target } = promotion;
  const rank = rankIn(definitions);
  const rankOf = ({ object }: Step) => rank(object.part.definition);
  const writes = promotion.plan.steps.filter(({ action }) => action !== "delete");
  const deletions = promotion.plan.steps.filter(({ action }) => action === "delete");
  const stages = [...inStages(writes, rankOf), ...inStages(deletions, (step) => -rankOf(step))];
  let count = 0;
  for (const stage of stages) {
    const failures: unknown[] = [];
    const created: Created[] = [];
    await eachAtOnce(stage, promotion.concurrency, async (step) => {
      if (promotion.isStopped()) return void failures.push(new Comm100Error("Interrupted."));
      try {
        created.push(...(await carryOut(promotion, step)));
        count++;
        promotion.done(step);
      } catch (error) {
        failures.push(failed(step, error));
      }
    });
    await withoutTwins(context, created, ({ object }, id) => target.note(object, id)).catch((error) =>
      failures.push(error),
    );
    if (failures.length > 0) throw stopped(failures[0], count, promotion.plan);
  }
}

/** A few at a time, so that there is something to stop. */
async function eachAtOnce<Item>(
  items: readonly Item[],
  most: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}

function inStages(steps: readonly Step[], rankOf: (step: Step) => number): Step[][] {
  const stages = grouped(steps, rankOf);
  return [...stages].sort(([one], [other]) => one - other).map(([, stage]) => stage);
}

/** @returns what it has created */
async function carryOut({ objects, isWhole, target, context }: Promotion, step: Step): Promise<Created[]> {
  // A source that says everything about its site, and nothing about this object, wants the object empty.
  const wanted = objects.get(step.object.key) ?? { ...step.object, fields: {} };
  const object = step.action === "delete" ? step.object : wanted;
  const { definition } = object.part;
  const parents = await target.parentsOf(object);
  if (step.action === "delete") {
    const id = await target.idOf(object);
    if (id !== undefined) await remove(context, definition, { id, inputs: parents, readOnly: {} });
    return [];
  }
  const inputs = { ...parents, ...revealed(await target.inputsOf(object)) };
  if (step.action === "create" && definition.hasId) {
    const { id } = await create(context, definition, inputs);
    target.note(object, id);
    return context.ownership.hasCreated(definition, inputs, id) ? [{ object, inputs, id }] : [];
  }
  const id = definition.hasId ? await target.idOf(object) : undefined;
  if (definition.hasId && id === undefined) throw new Comm100Error("it isn't on the target any more.");
  await readMergeWrite(context, definition, inputs, { ...(id !== undefined && { id }), isWhole });
  return [];
}

/** The values with the secrets themselves. A secret that isn't known is left out: what the target has stays. */
function revealed(values: Properties): Properties {
  const members = Object.entries(values).flatMap(([name, value]) => {
    const member = inValue(value);
    return member === undefined ? [] : [[name, member]];
  });
  return Object.fromEntries(members);
}

function inValue(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(inValue);
  return isObject(value) ? revealed(value) : value;
}

const failed = ({ action, object }: Step, error: unknown): Error =>
  error instanceof Comm100Error
    ? new Comm100Error(`${action} ${object.place}: ${error.message}`, { cause: error })
    : (error as Error);

function stopped(error: unknown, count: number, { steps }: Plan): unknown {
  if (!(error instanceof Comm100Error)) return error;
  return new Comm100Error(
    `${error.message}\n${count} of ${steps.length} steps are done. Run the same command again: it plans anew, and does what is left.`,
    { cause: error },
  );
}
