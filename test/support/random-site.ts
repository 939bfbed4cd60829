import fc from "fast-check";
import type { z } from "zod";
import type { Definition, Properties } from "../../provider/core/definition";
import { elementOf, factsOf, shapeOf, typeOf } from "../../provider/core/field-facts";
import { isObject, valueAt } from "../../provider/core/paths";
import { ownerParameters, type SitePart, siteParts } from "../../provider/core/site-parts";
import { definitions } from "../../provider/definitions";
import { fullInputsOf, inputsOf } from "./arbitrary";
import type { TestEmulator } from "./emulator";

export interface People {
  agents: readonly { id: number }[];
  departments: readonly { id: string }[];
}

/** People that references are to; on each site with ids of its own. */
export const peopleOf = (firstAgent: number, departments: string, names: Partial<Names> = {}): People => ({
  agents: (names.agents ?? ["ann", "ben", "chloe"]).map((name, index) => ({
    id: firstAgent + index,
    email: `${name}@example.com`,
    displayName: name,
    status: "Online",
  })),
  departments: (names.departments ?? ["Sales", "Repairs", "Наша команда"]).map((name, index) => ({
    id: `${departments}-0000-4000-8000-00000000000${index}`,
    name,
    agentIds: [],
  })),
});

interface Names {
  agents: readonly string[];
  departments: readonly string[];
}

/**
 * Fills a site by requests of its own, as people with a browser would: every kind of object, some several times,
 * with any values that the service takes.
 */
export async function fillRandomly(
  emulator: TestEmulator,
  people: People,
  seed: number,
  { hasTwins = false }: { hasTwins?: boolean } = {},
): Promise<void> {
  const random = randomFrom(seed);
  await emulator.load(people);
  const ids: Ids = {
    Agent: people.agents.map(({ id }) => id),
    Department: people.departments.map(({ id }) => id),
    Campaign: [],
  };
  await fillParts(siteParts(definitions), {}, { emulator, random, ids, hasTwins });
}

type Ids = Record<string, unknown[]>;

interface Filling {
  emulator: TestEmulator;
  random: Random;
  ids: Ids;
  /** Whether lists have entries that nothing tells apart. */
  hasTwins: boolean;
}

async function fillParts(
  parts: readonly SitePart[],
  parents: Readonly<Record<string, string>>,
  filling: Filling,
): Promise<void> {
  const { random } = filling;
  // Campaigns first, as others refer to them.
  const inOrder = [...parts].sort(
    (one, other) => Number(other.parts.length > 0) - Number(one.parts.length > 0),
  );
  for (const part of inOrder) {
    const { definition, parameters } = part;
    if (parameters.length > 0 || definition.partOf !== undefined) continue;
    const path = addressOf(definition, parents);
    if (!definition.hasId) {
      if (random.below(4) > 0) await put(path, definition, filling);
      continue;
    }
    const count = random.below(4);
    for (let index = 0; index < count; index++) {
      const id = await post(path, definition, filling);
      if (id === undefined) continue;
      filling.ids[definition.name]?.push(id);
      const [parameter] = part.parts.flatMap(ownerParameters);
      if (parameter !== undefined) await fillParts(part.parts, { ...parents, [parameter]: id }, filling);
    }
  }
}

const addressOf = ({ path }: Definition, parents: Readonly<Record<string, string>>) =>
  path.replace(/\{(\w+)\}/g, (_found, name: string) => parents[name] ?? "").replace("/livechat", "");

async function put(path: string, definition: Definition, filling: Filling): Promise<void> {
  const live = await filling.emulator.call<Properties>("GET", path);
  await tried(filling.emulator.call("PUT", path, { ...live, ...valuesOf(definition, filling) }));
}

async function post(path: string, definition: Definition, filling: Filling): Promise<string | undefined> {
  const created = await tried(filling.emulator.call<Properties>("POST", path, valuesOf(definition, filling)));
  return created && String(created.id);
}

/** What the service refuses isn't on any site. */
async function tried<Answer>(calling: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await calling;
  } catch (error) {
    if (/ answered 4\d\d: /.test((error as Error).message)) return undefined;
    throw error;
  }
}

function valuesOf(definition: Definition, { random, ids, hasTwins }: Filling): Properties {
  const arbitrary = random.below(2) === 0 ? inputsOf(definition) : fullInputsOf(definition);
  const [sample = {}] = fc.sample(arbitrary, { seed: random.below(2 ** 30), numRuns: 1 });
  const known = withIds(definition.fields, sample, { ids, random, hasTwins });
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, changed(definition, name, value, random)]),
  );
}

/** Now and then a text is emptied, and a name is one that others have, too. */
function changed(definition: Definition, name: string, value: unknown, random: Random): unknown {
  const field = definition.fields[name];
  if (typeof value !== "string" || !field || random.below(12) > 0) return value;
  if (definition.naturalKey.includes(name)) {
    return field.safeParse(sameName).success && !factsOf(field).form ? sameName : value;
  }
  return factsOf(field).required || typeOf(field) === "enum" ? value : "";
}

const sameName = "The same";

/** With references to what is there. */
function withIds(
  fields: Readonly<Record<string, z.ZodType>>,
  values: Properties,
  filling: Pick<Filling, "ids" | "random" | "hasTwins">,
): Properties {
  const { ids, random, hasTwins } = filling;
  const inValue = (field: z.ZodType, value: unknown): unknown => {
    const element = elementOf(field);
    if (element && Array.isArray(value)) {
      const entries = value.map((entry) => inValue(element, entry));
      const { key } = factsOf(field);
      const keys = entries.map((entry) => (key === undefined ? entry : valueAt(entry, key)));
      if (hasTwins && shapeOf(element) && random.below(6) === 0) return [...entries, ...entries.slice(0, 1)];
      const isAgain = (index: number) => keys.indexOf(keys[index]) < index;
      return shapeOf(element) && key === undefined ? entries : entries.filter((_, index) => !isAgain(index));
    }
    const shape = shapeOf(field);
    if (shape && isObject(value)) return withIds(shape, value, filling);
    const kind = factsOf(field).refersTo?.find((one) => (ids[one]?.length ?? 0) > 0);
    return kind === undefined ? value : random.oneOf(ids[kind] ?? []);
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fields[name];
      return [name, field ? inValue(field, value) : value];
    }),
  );
}

interface Random {
  below(limit: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

/** A small generator, so that a seed is a site. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0 || 1;
  const below = (limit: number) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
  return { below, oneOf: (items) => items[below(items.length)] as never };
}
