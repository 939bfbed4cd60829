import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { realEnvironment } from "../../provider/api/client";
import { checkOptions } from "../../provider/api/options";
import { type ApiRequest, createSender } from "../../provider/api/sender";
import type { Definition, Properties } from "../../provider/core/definition";
import { Comm100Error } from "../../provider/core/errors";
import { differing } from "../../provider/core/merge";
import { operationsOf } from "../../provider/core/operations";
import { definitions } from "../../provider/definitions";
import { create, remove, update } from "../../provider/lifecycle/lifecycle";
import { declaredFields, type Managed } from "../../provider/lifecycle/managed";
import { Members } from "../../provider/lifecycle/members";
import { fullInputsOf } from "../support/arbitrary";
import { addressOf } from "../support/behind";
import { prepared, spellings } from "../support/documented-requests";
import { credentials, send, startTestEmulator, type TestEmulator } from "../support/emulator";
import { membersOf, openRun, parentsOf, type Run } from "../support/lifecycle-calls";
import { placesOf } from "../support/site-and-state";

/** In seconds, of one request. */
const LIMIT = 0.8;

/** Whatever happens to the one write of an operation. */
const faults = [
  { reset: "before" },
  { reset: "after" },
  ...[500, 502, 503, 504].flatMap((status) => [
    { status, when: "before" },
    { status, when: "after" },
  ]),
  // Slower than the time limit: it is carried out when nobody waits for it any more.
  { delayMs: LIMIT * 1000 + 100 },
] as const;

type Fault = (typeof faults)[number];

const WRITES = { create: "POST", update: "PUT", delete: "DELETE" } as const;

/** What the tests below did, to be told and to be held against the list of endpoints. */
const done = { operations: 0, failed: 0, endpoints: new Set<string>() };

/** An error that a person can go on from. */
const helpful = /try again|run pulumi up again|next pulumi up finishes it|Raise comm100:timeoutSeconds/i;

describe.concurrent("after any fault of any write", () => {
  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "%s: nothing is there twice and nothing is lost",
    async (_, definition) => {
      // Before anything is opened: it takes long enough for idle connections to be closed.
      const samples = fc.sample(fullInputsOf(definition), { seed: 1, numRuns: 4 * faults.length });
      const emulator = await startTestEmulator();
      try {
        await emulator.load({ agents: [{ id: 7, email: "ann@example.com" }] });
        const first = openRun(emulator);
        const parents = await parentsOf(first.context, definition);
        await first.close();
        for (const place of placesOf(definition, parents)) {
          for (const [index, fault] of faults.entries()) {
            const there = await membersThere(definition, place, emulator);
            const fresh = samples.filter((sample) => isNew(definition, { ...sample, ...place }, there));
            const [one, other] = [fresh[2 * index], fresh[2 * index + 1]];
            await emulator.load({
              agentAwayStatuses: [one, other].map((sample) => ({ name: sample?.status ?? "Away" })),
            });
            const life = lifeWith(fault, definition, { ...one, ...place }, { ...other, ...place }, emulator);
            await life.catch((error: Error) => {
              throw new Error(`${JSON.stringify(fault)} in ${JSON.stringify(place)}: ${error.message}`, {
                cause: error,
              });
            });
          }
        }
      } finally {
        await emulator.close();
      }
    },
  );
});

const membersThere = async (definition: Definition, place: Properties, emulator: TestEmulator) =>
  definition.hasId ? membersOf(emulator, definition, place) : [];

/** Not called like what is there already, such as a form's system field. */
const isNew = (definition: Definition, inputs: Properties, there: readonly Properties[]) =>
  !definition.hasId || new Members(definition, inputs, there).withKeyOf(inputs).length === 0;

/** Creates, changes and deletes an object, while each of the writes meets the fault once. */
async function lifeWith(
  fault: Fault,
  definition: Definition,
  one: Properties,
  other: Properties,
  emulator: TestEmulator,
) {
  const step = <Result>(operation: keyof typeof WRITES, task: (run: Run) => Promise<Result>) =>
    withFault(emulator, definition, operation, fault, task);

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
  expect(new Members(definition, inputs, members).withKeyOf(inputs)).toHaveLength(times);
}

/** One run that meets the fault and, if it failed, another one that doesn't, as a person would start it. */
async function withFault<Result>(
  emulator: TestEmulator,
  definition: Definition,
  operation: keyof typeof WRITES,
  fault: Fault,
  task: (run: Run) => Promise<Result>,
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
    // What is carried out late would meet the next step.
    if ("delayMs" in fault) await sleep(fault.delayMs - LIMIT * 1000 + 50);
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
const lifecycleWrites = definitions.flatMap((definition) =>
  placesOf(definition, {}).flatMap((place) =>
    Object.values(operationsOf(definition))
      .filter((operation) => standardWrites(definition).has(operation.path) && operation.method !== "GET")
      .map(({ method, path }) => `${method} ${addressFor(path, place)}`),
  ),
);

afterAll(() => {
  const missing = lifecycleWrites.filter((write) => !done.endpoints.has(write));
  if (missing.length > 0) throw new Error(`No test wrote to ${missing.join(", ")}`);
  console.log(
    `${done.operations} operations on ${new Set(lifecycleWrites).size} endpoints met one of ${faults.length} faults: ${done.operations - done.failed} ended well, ${done.failed} with an error that says what to do and well in the next run; 0 duplicates, nothing lost`,
  );
});

/** Those that are no part of the life of a resource: commands, and what only the client can do. */
const others = spellings.filter(
  ({ method, path, title, operationId }) =>
    title === spellings.find((one) => one.operationId === operationId)?.title &&
    method !== "GET" &&
    !isLifecycle(method, path),
);

function isLifecycle(method: string, path: string): boolean {
  const general = `${method} ${path.replace("/livechat", "").replace(/\{\w+\}/g, "{id}")}`;
  return lifecycleWrites.some((write) => write.toLowerCase() === general.toLowerCase());
}

describe("any other write of the client", () => {
  it.each(others)("$method $path: is never sent twice where twice would count", async (endpoint) => {
    const emulator = await startTestEmulator();
    const { sender, close } = openSender(emulator);
    try {
      for (const fault of faults) {
        const { path, body } = await prepared(emulator, endpoint);
        const address = `/api/v3/livechat${path}`;
        const request = { method: endpoint.method, path: address, endpoint: address, body } as ApiRequest;
        await emulator.forgetRequests();
        await emulator.fault({ method: endpoint.method, path: "/**", fault });
        const failure = await sender.send(request).then(
          () => undefined,
          (error: Error) => error,
        );
        if (failure) expect(failure.message).toMatch(helpful);
        const sent = await emulator.requests();
        if (endpoint.method === "POST") expect(sent).toHaveLength(1);
        else if (failure)
          expect((await send(emulator, endpoint.method, path, body)).status).toBeOneOf([200, 204, 404]);
      }
    } finally {
      await close();
      await emulator.close();
    }
  });
});

function openSender({ url }: TestEmulator) {
  const environment = { ...realEnvironment, random: () => 0.001 };
  const options = checkOptions({ baseUrl: url, credentials, timeoutSeconds: LIMIT });
  const sender = createSender(options, environment, false);
  return { sender, close: () => sender.close() };
}
