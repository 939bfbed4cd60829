import type * as z from "zod";
import type { Call } from "../api/call";
import { everyObject } from "../api/paging";
import type { Definition } from "../core/definition";
import { elementOf, factsOf, shapeOf } from "../core/field-facts";
import { type Lookup, lookupsOf } from "../core/lookup";
import { isObject, parametersOf } from "../core/paths";
import type { Properties } from "../core/properties";
import { UNKNOWN } from "../core/unknown";
import type { Problem } from "../core/validate";
import { definitionNamed, definitions } from "../definitions";
import type { Context } from "../lifecycle/context";
import { normalisedId } from "../lifecycle/members";

/** Finds the ids among a resource's inputs that the site has no object for. */
export type IdCheck = (definition: Definition, inputs: Properties) => Promise<Problem[]>;

/** Lists each kind once in a run. An id is passed where not all kinds that it may be of can be listed without ids of others. */
export function createIdCheck(context: Context, call: Call): IdCheck {
  const lists = new Map<string, Promise<ReadonlySet<string>>>();

  async function has(kind: string, id: string): Promise<boolean> {
    const definition = definitionNamed(kind);
    // These lists have what this run creates among them.
    if (definition) return (await context.collections.members(definition, {})).has(id);
    const ids = lists.get(kind) ?? idsOf(kind, call);
    lists.set(kind, ids);
    return (await ids).has(normalisedId(id));
  }

  return async (definition, inputs) => {
    const problems: Problem[] = [];
    for (const { path, kinds, id } of referencesOf(definition, inputs)) {
      if (!(await canBeListed(kinds))) continue;
      const isThere = await Promise.all(kinds.map((kind) => has(kind, id)));
      if (isThere.includes(true)) continue;
      problems.push({ path, message: `the site has no ${kinds.join(" or ")} of this id.` });
    }
    return problems;
  };
}

/** An id among the inputs, and the kinds of object that it may be of. */
interface Reference {
  path: string;
  kinds: readonly string[];
  id: string;
}

function referencesOf(definition: Definition, inputs: Properties): Reference[] {
  const owners = Object.entries(definition.parents).flatMap(([path, parent]) =>
    referenceIn(path, [typeof parent === "string" ? parent : parent.name], inputs[path]),
  );
  const others = Object.entries(definition.fields).flatMap(([name, field]) =>
    referencesIn(field, inputs[name], name),
  );
  return [...owners, ...others];
}

function referencesIn(field: z.ZodType, value: unknown, path: string): Reference[] {
  const { refersTo } = factsOf(field);
  if (refersTo) return referenceIn(path, refersTo, value);
  const element = elementOf(field);
  if (element && Array.isArray(value)) {
    return value.flatMap((entry, index) => referencesIn(element, entry, `${path}[${index}]`));
  }
  const shape = shapeOf(field);
  if (!shape || !isObject(value)) return [];
  return Object.entries(shape).flatMap(([name, member]) =>
    referencesIn(member, value[name], `${path}.${name}`),
  );
}

function referenceIn(path: string, kinds: readonly string[], value: unknown): Reference[] {
  const isId = (typeof value === "string" && value !== UNKNOWN && value !== "") || typeof value === "number";
  return isId ? [{ path, kinds, id: String(value) }] : [];
}

let lookups: Promise<ReadonlyMap<string, Lookup>> | undefined;

function lookupNamed(kind: string): Promise<Lookup | undefined> {
  lookups ??= import("../definitions/systems/index.js").then(
    ({ systems }) => new Map(lookupsOf(definitions, systems).map((lookup) => [lookup.name, lookup])),
  );
  return lookups.then((all) => all.get(kind));
}

async function canBeListed(kinds: readonly string[]): Promise<boolean> {
  const found = await Promise.all(kinds.map(lookupNamed));
  return found.every((lookup) => lookup !== undefined && parametersOf(lookup.list.path).length === 0);
}

async function idsOf(kind: string, call: Call): Promise<ReadonlySet<string>> {
  const lookup = await lookupNamed(kind);
  if (!lookup) throw new Error(`There is no lookup ${kind}`);
  return new Set((await everyObject(call, lookup.list, {})).map(({ id }) => normalisedId(id)));
}
