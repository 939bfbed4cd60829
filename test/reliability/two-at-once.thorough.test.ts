import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { equal } from "../../provider/core/canonical";
import type { Definition, Properties } from "../../provider/core/definition";
import { factsOf } from "../../provider/core/field-facts";
import { differing } from "../../provider/core/observed";
import { hasSecret } from "../../provider/core/secrets";
import { definitions } from "../../provider/definitions";
import { customVariable } from "../../provider/definitions/custom-variable";
import { create, read, update } from "../../provider/lifecycle/lifecycle";
import { declaredFields, type Managed } from "../../provider/lifecycle/managed";
import { findEngine } from "../engine";
import { inputsOf, people } from "../support/arbitrary";
import { addressOf, sampleOf } from "../support/behind";
import { startTestEmulator } from "../support/emulator";
import { membersOf, openRun, parentsOf } from "../support/lifecycle-calls";
import { brief, openSite, succeeded } from "../support/site";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function openEmulator() {
  const emulator = await startTestEmulator();
  open.push(() => emulator.close());
  const run = () => {
    const opened = openRun(emulator);
    open.push(() => opened.close());
    return opened;
  };
  return { emulator, run };
}

const partly = (definition: Definition, seed: number): Properties =>
  fc.sample(inputsOf(definition), { seed, numRuns: 1 })[0] ?? {};

/** What belongs to the natural key is who it is: nobody changes that under somebody's hands. */
const keyOf = ({ naturalKey, fields }: Definition, inputs: Properties): Properties =>
  Object.fromEntries(
    Object.entries(inputs).filter(
      ([name]) => name in fields && naturalKey.some((path) => path.split(".")[0] === name),
    ),
  );

describe("a change made by a person between preview and up", () => {
  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "%s: what the program has changed is written, and everything else stays as the person set it",
    async (_, definition) => {
      const { emulator, run } = await openEmulator();
      const statuses = [1, 2, 3].flatMap((seed) => [sampleOf(definition, seed), partly(definition, seed)]);
      await emulator.load({
        ...people,
        agentAwayStatuses: statuses.map(({ status }) => ({ name: status ?? "Away" })),
      });
      const parents = await parentsOf(run().context, definition);
      const before = { ...partly(definition, 1), ...parents };
      const managed = await create(run().context, definition, before);
      const inputs = { ...partly(definition, 2), ...parents, ...keyOf(definition, before) };

      const address = addressOf({ definition, id: managed.id, inputs });
      const live = await emulator.call<Properties>("GET", address);
      const changed = { ...live, ...sampleOf(definition, 3), ...keyOf(definition, before) };
      await emulator.call("PUT", address, changed);
      const persons = await emulator.call<Properties>("GET", address);

      const { context, told } = run();
      await update(context, definition, managed, inputs);
      const after = await emulator.call<Properties>("GET", address);
      const declared = declaredFields(definition, inputs);
      const isChanged = (name: string) => {
        const field = definition.fields[name];
        return name in declared && field !== undefined && !equal(field, before[name], declared[name]);
      };
      // Below objects and lists some of it may be the person's: core/changed-parts.test.ts.
      const written = Object.keys(declared).filter(
        (name) => isChanged(name) && !isObjectOrList(declared[name]),
      );
      const unlike = differing(definition.fields, declared, after);
      expect(unlike.filter((name) => written.includes(name))).toEqual([]);
      const others = Object.keys(persons).filter(
        (name) => !isChanged(name) && isSettable(definition, name) && !hasSecretNamed(definition, name),
      );
      for (const name of others) expect([name, after[name]]).toEqual([name, persons[name]]);
      // What differs without a word would be lost.
      for (const name of unlike) expect(told.join()).toContain(name);
    },
  );

  it("is overwritten where the preview showed a change, and is told of where it differs, through the engine", async () => {
    const program = (value: string) =>
      `new comm100.CustomVariable("cart", { name: "Cart", type: "text", value: "${value}" });`;
    const { emulator, project, stack, apply, find } = await openSite(findEngine());
    await apply(program("cart.total"));
    project.write(program("cart.sum"));
    expect(brief(succeeded(await stack.preview()))).toEqual(["update cart value"]);
    const live = await find("/customVariables");
    await emulator.call("PUT", `/customVariables/${live.id}`, {
      ...live,
      ...{ type: "integer", value: "by.hand", hyperlink: "https://example.com" },
    });
    const { output } = succeeded(await stack.up());
    expect(await find("/customVariables")).toMatchObject({
      ...{ type: "integer", value: "cart.sum", hyperlink: "https://example.com" },
    });
    expect(output).toMatch(/CustomVariable \S+: type differs on the site from what the program declares/);
    expect(brief(succeeded(await stack.up({ refresh: true })))).toContain("update cart type");
    expect(await find("/customVariables")).toMatchObject({ type: "text", value: "cart.sum" });
  });
});

const isObjectOrList = (value: unknown) => typeof value === "object" && value !== null;

/** An update repeats it, as the service wouldn't keep it otherwise. */
const hasSecretNamed = ({ fields }: Definition, name: string) => {
  const field = fields[name];
  return field !== undefined && hasSecret(field);
};

const isSettable = ({ fields }: Definition, name: string) => {
  const field = fields[name];
  return field !== undefined && !factsOf(field).changing;
};

describe("two runs at once against one site", () => {
  const variables = (prefix: string) =>
    Array.from({ length: 20 }, (_, index) => ({ name: `${prefix} ${index}`, type: "text" }));

  it("create what each declares once, where they declare different things", async () => {
    const { emulator, run } = await openEmulator();
    const all = await Promise.all(
      [variables("One"), variables("Other")].map((declared) => createAll(run(), declared)),
    );
    expect(all.flat()).toHaveLength(40);
    expect(await membersOf(emulator, customVariable, {})).toHaveLength(40);
  });

  it("create nothing that the other has created before, and tell of every twin that was made at the same time", async () => {
    const { emulator, run } = await openEmulator();
    const declared = variables("Same");
    const first = createAll(run(), declared);
    await expect.poll(async () => (await emulator.requests()).length, { interval: 1 }).toBeGreaterThan(4);
    const managed = [await first, await createAll(run(), declared)];
    expect(await membersOf(emulator, customVariable, {})).toHaveLength(20);

    // Side by side from the first request on: the API has no way to create only what isn't there.
    const both = variables("At once");
    const twice = await Promise.all([createAll(run(), both), createAll(run(), both)]);
    const later = run();
    for (const one of [...managed, ...twice].flat()) await read(later.context, customVariable, one);
    const members = await membersOf(emulator, customVariable, {});
    const names = members.map(({ name }) => String(name));
    const twins = members.filter(({ name }) => names.filter((other) => other === name).length > 1);
    for (const { id } of twins) {
      expect(
        later.told.filter((text) => text.startsWith(`CustomVariable ${String(id)} has a twin`)),
      ).toHaveLength(1);
    }
    expect(later.told).toHaveLength(twins.length);
    console.log(
      `two runs of one program, one after the other's start: 20 objects, 0 twins; from the first request on side by side: ${twins.length / 2} twins of 20, each told of by the next refresh`,
    );
  });

  const createAll = (run: ReturnType<typeof openRun>, declared: readonly Properties[]): Promise<Managed[]> =>
    Promise.all(declared.map((inputs) => create(run.context, customVariable, inputs)));

  it("keep what each declares of one object, at the latest after what the next refresh shows", async () => {
    const one = await openSite(findEngine());
    const other = await openSite(findEngine(), { environment: one.emulator.environment });
    one.project.write(`new comm100.Settings("one", { isDepartmentEnabled: true });
      new comm100.CustomVariable("a", { name: "A", type: "text" });`);
    other.project.write(`new comm100.Settings("other", { isCustomVariablesEnabled: true });
      new comm100.CustomVariable("b", { name: "B", type: "text" });`);
    await Promise.all([one.stack.up().then(succeeded), other.stack.up().then(succeeded)]);
    for (const { stack } of [one, other]) {
      succeeded(await stack.refresh());
      succeeded(await stack.up());
    }
    expect(await one.emulator.call("GET", "/settings")).toMatchObject({
      ...{ isDepartmentEnabled: true, isCustomVariablesEnabled: true },
    });
    expect(await membersOf(one.emulator, customVariable, {})).toHaveLength(2);
  });
});
