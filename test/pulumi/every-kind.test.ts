import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Definition, Properties } from "../../provider/core/definition";
import { elementOf, factsOf, otherSpellings, shapeOf } from "../../provider/core/field-facts";
import { definitions } from "../../provider/definitions";
import { internal } from "../../provider/pulumi/identity";
import * as provider from "../../provider/pulumi/runtime";
import { inputsOf, people } from "../support/arbitrary";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { newParentsOf } from "../support/parents";

/**
 * The provider as the engine calls it, against the emulator: for every kind, whatever is declared, what is
 * deployed is what is declared, and is seen to be so.
 */
let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load({ ...people, agents: [...people.agents, { id: 1, email: "ann@example.com" }] });
  const config = new Map(Object.entries({ ...emulator.config, "comm100:apiKey": "emulator-api-key" }));
  await provider.configure({ config: { get: (name: string) => config.get(name) } } as never);
});
afterAll(() => emulator.close());

const kinds = definitions.map((definition) => [definition.name, definition] as const);

describe.each(kinds)("any %s", (_, definition) => {
  it("is unchanged when it is read after it was written, and is what is declared after an update", async () => {
    const parents = await newParentsOf(definition, create, "1");
    await fc.assert(
      fc.asyncProperty(inputsOf(definition), inputsOf(definition), async (first, second) => {
        // An update of the natural key is a replacement of another object's making.
        const one = { ...first, ...parents };
        const other = { ...second, ...parents };
        await allow(definition, [first.status, second.status]);
        const created = await create(definition, one);
        await expectDeployed(definition, created, one);
        const updated = await update(definition, created, other);
        await expectDeployed(definition, updated, other);
        await provider.delete(updated.id, updated.outs);
      }),
      { numRuns: 12 },
    );
  });
});

/** Besides the three that there always are, an agent's status is one that the site names. */
async function allow({ name }: Definition, statuses: readonly unknown[]): Promise<void> {
  if (name !== "LiveChatAgent") return;
  await emulator.load({ agentAwayStatuses: statuses.map((status) => ({ name: status })) });
}

interface Deployed {
  id: string;
  inputs: Properties;
  outs: Properties;
}

async function checked(definition: Definition, olds: Properties, declared: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(olds, { ...declared, [internal.kind]: definition.name });
  expect(failures).toEqual([]);
  return inputs as Properties;
}

async function create(definition: Definition, declared: Properties): Promise<Deployed> {
  const inputs = await checked(definition, {}, declared);
  const { id, outs } = await provider.create(inputs);
  return { id, inputs, outs: outs as Properties };
}

async function update(definition: Definition, old: Deployed, declared: Properties): Promise<Deployed> {
  const inputs = await checked(definition, old.inputs, declared);
  const { changes } = await provider.diff(old.id, old.outs, inputs);
  if (changes === false) return old;
  const { outs } = await provider.update(old.id, old.outs, inputs);
  return { id: old.id, inputs, outs: outs as Properties };
}

/** A refresh sees no change, and so does the program that is run again; the site has what is declared. */
async function expectDeployed(definition: Definition, deployed: Deployed, declared: Properties) {
  const live = await emulator.call("GET", livePath(definition, deployed));
  for (const [name, field] of Object.entries(definition.fields)) {
    if (declared[name] === undefined) continue;
    expect(isThere(field, declared[name], valueIn(live, name)), `${name} of ${JSON.stringify(live)}`).toBe(
      true,
    );
  }
  const read = await provider.read(deployed.id, deployed.outs);
  expect(read.id).toBe(deployed.id);
  expect(read.inputs).toEqual(deployed.inputs);
  expect(read.props).toEqual(deployed.outs);
  const again = await checked(definition, deployed.inputs, declared);
  expect(await provider.diff(deployed.id, deployed.outs, again)).toEqual({ changes: false });
}

function livePath({ path, memberPath, hasId }: Definition, { id, inputs }: Deployed): string {
  const whole = hasId ? `${memberPath}/${id}` : path;
  return whole.replace("/livechat", "").replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]));
}

const valueIn = (object: unknown, name: string) => (object as Properties | undefined)?.[name];

/**
 * Whether a live value holds a declared one; told without the provider's own comparison, from its spellings
 * alone: numbers and flags as they are, texts regardless of case, of lists every entry somewhere.
 */
function isThere(field: z.ZodType, declared: unknown, live: unknown): boolean {
  if (factsOf(field).writeOnly) return live === "";
  const element = elementOf(field);
  if (element && Array.isArray(declared)) {
    return declared.every((one) => ((live ?? []) as unknown[]).some((other) => isThere(element, one, other)));
  }
  const shape = shapeOf(field);
  if (shape) {
    return Object.entries(declared as Properties).every(([name, value]) =>
      shape[name] ? isThere(shape[name], value, valueIn(live, name)) : false,
    );
  }
  // Ids may be declared as numbers.
  if (typeof declared !== "string") return declared === live || String(declared) === live;
  const spelled = new Map(Object.entries(otherSpellings(field))).get(declared) ?? declared;
  return spelled.toLowerCase() === String(live).toLowerCase();
}
