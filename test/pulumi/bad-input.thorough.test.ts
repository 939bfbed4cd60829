import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Definition, Properties } from "../../provider/core/definition";
import { Comm100Error } from "../../provider/core/errors";
import { definitions } from "../../provider/definitions";
import { internal } from "../../provider/pulumi/identity";
import * as provider from "../../provider/pulumi/runtime";
import { visible } from "../../provider/text/visible";
import { fullInputsOf, people } from "../support/arbitrary";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { hostileValues, inputPaths, type Path, withValueAt } from "../support/hostile-values";
import { newParentsOf } from "../support/parents";

/**
 * The provider as the engine calls it, with hostile values in every field of every kind: refused by check with path
 * and reason, or deployed, read, changed and deleted exactly as declared. Where requests went is what the emulator saw.
 */
let emulator: TestEmulator;
const counts = { cases: 0, refused: 0, roundTrips: 0, ids: 0 };

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load({ ...people, agents: [...people.agents, { id: 1, email: "ann@example.com" }] });
});
afterAll(async () => {
  const { cases, refused, roundTrips, ids } = counts;
  console.log(
    `hostile values: ${cases} cases, ${refused} refused by check, ${roundTrips} round trips; ${ids} calls with hostile ids; 0 requests to another path`,
  );
  await emulator.close();
});

async function configure(): Promise<void> {
  const config = new Map(Object.entries({ ...emulator.config, "comm100:apiKey": "emulator-api-key" }));
  await provider.configure({ config: { get: (name: string) => config.get(name) } } as never);
}

const kinds = definitions.map((definition) => [definition.name, definition] as const);

describe.each(kinds)("%s", (_, definition) => {
  it("refuses every hostile value in every field, or deploys it as it is", async () => {
    const parents = await parentsOf(definition);
    const [base = {}] = fc.sample(fullInputsOf(definition), { seed: 7, numRuns: 1 });
    const valid = { ...base, ...parents };
    await emulator.forgetRequests();
    for (const path of inputPaths(definition)) {
      await configure();
      // As the engine would go on: what is deployed is changed by what passes next.
      const deployed: Deployments = {};
      for (const [what, values] of Object.entries(hostileValues)) {
        const property = fc.asyncProperty(values, (value) =>
          tried(definition, withValueAt(valid, path, value), path, what, deployed),
        );
        const isId = path.length === 1 && definition.parameters.includes(String(path[0]));
        const numRuns = isId && what === "another word" ? 0 : 1;
        if (numRuns > 0) await fc.assert(property, { numRuns, seed: 7 });
      }
      if (deployed.one) await provider.delete(deployed.one.id, deployed.one.outs);
    }
    expect(Object.prototype).not.toHaveProperty("polluted");
    await expectOwnPaths(definition, parents);
  });

  it("refuses names that every object has, and names of nothing", async () => {
    const names = ["constructor", "prototype", "toString", "hasOwnProperty", "", "a.b", "a\r\nb"];
    for (const name of names) {
      const { failures = [] } = await provider.check({}, { [name]: 1, [internal.kind]: definition.name });
      const reason = `${name === "" ? "" : `${visible(name)}: `}is not a property of ${definition.name}.`;
      expect(failures.some((one) => one.reason.startsWith(reason))).toBe(true);
    }
  });

  it("sends hostile ids nowhere else", async () => {
    const parents = await parentsOf(definition);
    const [base = {}] = fc.sample(fullInputsOf(definition), { seed: 7, numRuns: 1 });
    await configure();
    const made = await create(definition, { ...base, ...parents });
    await emulator.forgetRequests();
    for (const id of hostileIds) {
      for (const parent of [undefined, ...definition.parameters]) {
        const spoiled = parent === undefined ? {} : { [parent]: id };
        const outs = { ...made.outs, ...spoiled };
        const own = parent === undefined ? id : made.id;
        await attempted(() => provider.read(own, outs));
        await attempted(() => provider.update(own, outs, { ...made.inputs, ...spoiled, ...other(base) }));
        if (parent !== undefined) await attempted(() => provider.create({ ...made.inputs, ...spoiled }));
        // With its own id and a path that doesn't hold what was spoiled it would rightly be deleted.
        const isSpoiled = parent === undefined ? definition.hasId : isInPath(definition, parent);
        if (isSpoiled) await attempted(() => provider.delete(own, outs));
      }
    }
    await expectOwnPaths(definition, parents, hostileIds);
    await configure();
    expect(await provider.read(made.id, made.outs)).toMatchObject({ id: made.id });
    await provider.delete(made.id, made.outs);
  });
});

const isInPath = ({ memberPath }: Definition, parameter: string) => memberPath.includes(`{${parameter}}`);

const hostileIds = [
  "",
  ".",
  "..",
  "../settings",
  "..%2fsettings",
  "%2e%2e%2fsettings",
  "a/../../webhooks",
  "a\\..\\b",
  "a?include=x",
  "a#b",
  "a;b",
  "a\r\nX-Injected: 1",
  "a\0b",
  "a b",
  "//other.example/",
  "https://other.example/",
  "\ud800",
  "\u{1f468}",
  "__proto__",
  "constructor",
  "x".repeat(3000),
];

/** A change, so that there is something to write. */
const other = (base: Properties): Properties => ("name" in base ? { name: "Another" } : {});

/** The task ends well, or with an error that is a person's to read. */
async function attempted(task: () => Promise<unknown>): Promise<void> {
  counts.ids += 1;
  try {
    await task();
  } catch (error) {
    expect(error).toBeInstanceOf(Comm100Error);
  }
}

async function tried(
  definition: Definition,
  declared: Properties,
  path: Path,
  what: string,
  deployed: Deployments,
): Promise<void> {
  counts.cases += 1;
  const place = `${definition.name} ${path.join(".")} = ${what}`;
  // What can't be deleted is there again the next time.
  const stays = definition.hasId && !definition.canDelete && { adopt: true };
  const given = { ...declared, ...stays, [internal.kind]: definition.name };
  const checked = await provider.check(deployed.one?.inputs ?? {}, given);
  const failures = checked.failures ?? [];
  if (failures.length > 0) {
    counts.refused += 1;
    expectReasons(place, path, failures);
    return;
  }
  const inputs = checked.inputs as Properties;
  // An id that could be one is asked for; that it names nothing is the service's to say.
  if (definition.parameters.some((name) => name === path[0])) return expectNoOwner(place, inputs);
  await allow(definition, declared.status);
  deployed.one = await changed(deployed.one, inputs).catch((error: unknown) => {
    throw new Error(`${place}: ${(error as Error).stack || (error as Error).message}`);
  });
  const { id, outs } = deployed.one;
  const read = await provider.read(id, outs);
  expect(read.inputs, place).toEqual(inputs);
  const again = await provider.check(inputs, given);
  expect(await provider.diff(id, outs, again.inputs), place).toEqual({ changes: false });
  counts.roundTrips += 1;
}

async function expectNoOwner(place: string, inputs: Properties): Promise<void> {
  await expect(provider.create(inputs), place).rejects.toThrow(/ answered 404 /);
  counts.refused += 1;
}

/** What the engine does with checked inputs: creates, updates, replaces, or nothing. */
async function changed(old: Deployed | undefined, inputs: Properties): Promise<Deployed> {
  if (old) {
    const { changes, replaces = [] } = await provider.diff(old.id, old.outs, inputs);
    if (changes === false) return { ...old, inputs };
    if (replaces.length === 0) {
      const { outs } = await provider.update(old.id, old.outs, inputs);
      return { id: old.id, inputs, outs: outs as Properties };
    }
    await provider.delete(old.id, old.outs);
  }
  const { id, outs } = await provider.create(inputs);
  return { id, inputs, outs: outs as Properties };
}

/** Each says where and why, in a line, and repeats nothing hostile. */
function expectReasons(place: string, path: Path, failures: readonly { property: string; reason: string }[]) {
  for (const { property, reason } of failures) {
    expect(property, place).toBe("");
    expect(reason, place).toMatch(/^\S.*: \S.*[.?]$/s);
    expect(reason.length, place).toBeLessThan(1500);
  }
  const [first = ""] = path;
  const named = failures.some(({ reason }) => reason.startsWith(String(first)));
  // A field may also be what another one depends on.
  const told = named || failures.some(({ reason }) => reason.includes(String(first)));
  expect(told, `${place}: ${JSON.stringify(failures)}`).toBe(true);
}

/** Besides the three that there always are, an agent's status is one that the site names. */
async function allow({ name }: Definition, status: unknown): Promise<void> {
  if (name !== "LiveChatAgent" || typeof status !== "string") return;
  await emulator.load({ agentAwayStatuses: [{ name: status }] });
}

interface Deployments {
  one?: Deployed;
}

interface Deployed {
  id: string;
  inputs: Properties;
  outs: Properties;
}

async function create(definition: Definition, declared: Properties): Promise<Deployed> {
  await allow(definition, declared.status);
  const { inputs, failures } = await provider.check({}, { ...declared, [internal.kind]: definition.name });
  expect(failures).toEqual([]);
  const { id, outs } = await provider.create(inputs as Properties);
  return { id, inputs: inputs as Properties, outs: outs as Properties };
}

async function parentsOf(definition: Definition): Promise<Properties> {
  await configure();
  return newParentsOf(definition, create, "1");
}

/** Nothing was sent but to the collection, its members and the singleton itself. */
async function expectOwnPaths(definition: Definition, parents: Properties, ids: readonly string[] = []) {
  const seen = await emulator.requests();
  const segment = (name: string) => {
    const known = ["{id}", ...definition.parameters.map((parameter) => String(parents[parameter])), ...ids];
    return known.some((one) => [one, ...spelledInLog(one)].includes(name));
  };
  const templates = [definition.path, `${definition.memberPath}/{id}`, ...owners(definition)];
  const strange = seen.filter((request) => {
    const [, path = ""] = /^\w+ (.*)$/s.exec(request) ?? [];
    return !templates.some((template) => {
      const wanted = template.replace("/livechat", "").split("/");
      const found = path.split("/");
      return (
        wanted.length === found.length &&
        wanted.every((part, index) =>
          part.startsWith("{") ? segment(found[index] ?? "") : part === found[index],
        )
      );
    });
  });
  expect(strange).toEqual([]);
}

/** The log has the path without the encoding of what needs none, unless that would leave a percent sign. */
const spelledInLog = (id: string): string[] => {
  if (!id.isWellFormed()) return [];
  const encoded = encodeURIComponent(id);
  return [encoded, decodeURI(encoded)];
};

/** The collections that tell whether what it belongs to is there. */
const owners = ({ parents }: Definition): string[] =>
  Object.values(parents).flatMap((parent) =>
    typeof parent === "string" ? [] : [parent.path, `${parent.memberPath}/{id}`],
  );
