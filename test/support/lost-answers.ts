import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Definition, Properties } from "../../provider/core/definition";
import { Comm100Error } from "../../provider/core/errors";
import { differing } from "../../provider/core/observed";
import { operationsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { create, remove, update } from "../../provider/lifecycle/lifecycle";
import { declaredFields, type Managed } from "../../provider/lifecycle/managed";
import { Members } from "../../provider/lifecycle/members";
import { fullInputsOf, people } from "./arbitrary";
import { addressOf } from "./behind";
import { startTestEmulator, type TestEmulator } from "./emulator";
import { membersOf, openRun, parentsOf, type Run } from "./lifecycle-calls";
import { placesOf } from "./site-and-state";

/** In seconds, of one request. */
export const LIMIT = 0.8;

/** Whatever happens to the one write of an operation. */
export const faults = [
  { reset: "before" },
  { reset: "after" },
  ...[500, 502, 503, 504].flatMap((status) => [
    { status, when: "before" },
    { status, when: "after" },
  ]),
  // Slower than the time limit: it is carried out when nobody waits for it any more.
  { delayMs: LIMIT * 1000 + 100 },
] as const;

export type Fault = (typeof faults)[number];

const WRITES = { create: "POST", update: "PUT", delete: "DELETE" } as const;

/** An error that a person can go on from. */
export const helpful =
  /try again|run pulumi up again|next pulumi up finishes it|Raise comm100:timeoutSeconds/i;

/** What was done so far, to be told and to be held against the list of endpoints. */
interface Done {
  operations: number;
  failed: number;
  endpoints: Set<string>;
}

/**
 * Tests in which an object of every kind is created, changed and deleted, while each of the writes meets a fault once.
 *
 * @param faultsOf the faults that a kind meets, one after the other
 */
export function survivesFaults(faultsOf: (definition: Definition) => readonly Fault[]): void {
  const done: Done = { operations: 0, failed: 0, endpoints: new Set() };

  describe.concurrent("after any fault of any write", () => {
    it.each(definitions.map((definition) => [definition.name, definition] as const))(
      "%s: nothing is there twice and nothing is lost",
      (_, definition) => livesWith(faultsOf(definition), definition, done),
    );
  });

  afterAll(() => {
    const missing = lifecycleWrites.filter((write) => !done.endpoints.has(write));
    if (missing.length > 0) throw new Error(`No test wrote to ${missing.join(", ")}`);
    console.log(
      `${done.operations} operations on ${new Set(lifecycleWrites).size} endpoints met one of ${faults.length} faults: ${done.operations - done.failed} ended well, ${done.failed} with an error that says what to do and well in the next run; 0 duplicates, nothing lost`,
    );
  });
}

async function livesWith(chosen: readonly Fault[], definition: Definition, done: Done): Promise<void> {
  // Before anything is opened: it takes long enough for idle connections to be closed.
  const samples = fc.sample(fullInputsOf(definition), { seed: 1, numRuns: 4 * chosen.length });
  const emulator = await startTestEmulator();
  try {
    await emulator.load(people);
    const first = openRun(emulator);
    const parents = await parentsOf(first.context, definition);
    await first.close();
    for (const place of placesOf(definition, parents)) {
      for (const [index, fault] of chosen.entries()) {
        const there = await membersThere(definition, place, emulator);
        const fresh = samples.filter((sample) => isNew(definition, { ...sample, ...place }, there));
        const [one, other] = [fresh[2 * index], fresh[2 * index + 1]];
        await emulator.load({
          agentAwayStatuses: [one, other].map((sample) => ({ name: sample?.status ?? "Away" })),
        });
        const step = stepsWith(fault, definition, emulator, done);
        await live(step, definition, { ...one, ...place }, { ...other, ...place }, emulator).catch(
          (error: Error) => {
            throw new Error(`${JSON.stringify(fault)} in ${JSON.stringify(place)}: ${error.message}`, {
              cause: error,
            });
          },
        );
      }
    }
  } finally {
    await emulator.close();
  }
}

const membersThere = async (definition: Definition, place: Properties, emulator: TestEmulator) =>
  definition.hasId ? membersOf(emulator, definition, place) : [];

/** Not called like what is there already, such as a form's system field. */
const isNew = (definition: Definition, inputs: Properties, there: readonly Properties[]) =>
  !definition.hasId || new Members(definition, inputs, there).withNaturalKeyOf(inputs).length === 0;

type Step = <Result>(operation: keyof typeof WRITES, task: (run: Run) => Promise<Result>) => Promise<Result>;

const stepsWith =
  (fault: Fault, definition: Definition, emulator: TestEmulator, done: Done): Step =>
  (operation, task) =>
    withFault(emulator, definition, operation, fault, task, done);

/** Creates, changes and deletes an object. */
async function live(
  step: Step,
  definition: Definition,
  one: Properties,
  other: Properties,
  emulator: TestEmulator,
) {
  const managed = await step("create", (run) => create(run.context, definition, one));
  await expectOnce(definition, managed, one, emulator);
  const changed = await step("update", (run) => update(run.context, definition, managed, other));
  await expectOnce(definition, changed, other, emulator);
  await step("delete", (run) => remove(run.context, definition, changed));
  if (definition.hasId && definition.canDelete) await expectTimes(0, definition, other, emulator);
}

/** Once on the site, as it is declared. */
async function expectOnce(
  definition: Definition,
  { id }: Managed,
  inputs: Properties,
  emulator: TestEmulator,
) {
  const live = await emulator.call<Properties>("GET", addressOf({ definition, id, inputs }));
  expect(differing(definition.fields, declaredFields(definition, inputs), live)).toEqual([]);
  if (definition.hasId) await expectTimes(1, definition, inputs, emulator);
}

async function expectTimes(
  times: number,
  definition: Definition,
  inputs: Properties,
  emulator: TestEmulator,
) {
  const members = await membersOf(emulator, definition, inputs);
  expect(new Members(definition, inputs, members).withNaturalKeyOf(inputs)).toHaveLength(times);
}

/** One run that meets the fault and, if it failed, another one that doesn't, as a person would start it. */
async function withFault<Result>(
  emulator: TestEmulator,
  definition: Definition,
  operation: keyof typeof WRITES,
  fault: Fault,
  task: (run: Run) => Promise<Result>,
  done: Done,
): Promise<Result> {
  // A singleton has one write for all: PUT.
  const method =
    definition.hasId && (operation !== "delete" || definition.canDelete) ? WRITES[operation] : "PUT";
  await emulator.fault({ method, path: "/**", fault });
  await emulator.forgetRequests();
  const run = openRun(emulator, { timeoutSeconds: LIMIT });
  done.operations += 1;
  try {
    return await task(run);
  } catch (error) {
    done.failed += 1;
    expect(error).toBeInstanceOf(Comm100Error);
    expect((error as Error).message).toMatch(helpful);
  } finally {
    for (const request of await emulator.requests()) done.endpoints.add(inGeneral(request));
    await run.close();
    // What is carried out late would meet the next step. On a busy machine the request itself may have arrived late.
    if ("delayMs" in fault) await sleep(fault.delayMs + 50);
    await fetch(`${emulator.url}/_emulator/faults`, { method: "DELETE" });
  }
  const again = openRun(emulator);
  try {
    return await task(again);
  } finally {
    await again.close();
  }
}

/** `PUT /agents/{id}`, as the path of an operation is spelt below. */
const inGeneral = (request: string) => request.replace(/\/7(?=\/|$)/g, "/{id}");

const standardWrites = ({ path, memberPath }: Definition) => new Set([path, `${memberPath}/{id}`]);

const addressFor = (path: string, place: Properties) =>
  path
    .replace("/livechat", "")
    .replace(/\{(\w+)\}/g, (_found, name: string) => String(place[name] ?? "{id}"));

/** The writes of the lifecycle, one for each place that a choice in the path gives. */
export const lifecycleWrites = definitions.flatMap((definition) =>
  placesOf(definition, {}).flatMap((place) =>
    Object.values(operationsOf(definition))
      .filter((operation) => standardWrites(definition).has(operation.path) && operation.method !== "GET")
      .map(({ method, path }) => `${method} ${addressFor(path, place)}`),
  ),
);
