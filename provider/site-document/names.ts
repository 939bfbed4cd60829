import type { Call } from "../api/call";
import { everyObject } from "../api/paging";
import type { Definition, Properties } from "../core/definition";
import { elementOf, type Fields, factsOf, shapeOf, writable } from "../core/field-facts";
import { type Lookup, lookupsOf, nameIn } from "../core/lookup";
import { grouped } from "../core/ordering";
import { isObject } from "../core/paths";
import type { System } from "../core/system";
import { type LiveObject, noProgress, type Progress } from "./live-site";

/** What references name instead of an id, by the kind of object and its id. */
export interface Names {
  /** undefined when nothing has the id, or several have its name. */
  nameOf(kind: string, id: string): string | undefined;
}

/**
 * The names of everything that a site's fields refer to: of what was read, and of agents and departments.
 *
 * @param call undefined where the site can't be asked: then only what was read has names
 * @param others more kinds whose names are wanted
 */
export async function readNames(
  call: Call | undefined,
  site: readonly LiveObject[],
  definitions: readonly Definition[],
  systems: readonly System[],
  others: readonly string[] = [],
  progress: Progress = noProgress,
): Promise<Names> {
  const wanted = new Set([...site.flatMap(kindsReferredTo), ...others]);
  const lookups = lookupsOf(definitions, systems).filter(({ name }) => wanted.has(name));
  const tables = await Promise.all(
    lookups.map(async (lookup) => {
      const objects = await objectsOf(call, site, lookup, others.includes(lookup.name), progress);
      return [lookup.name, namesIn(lookup, objects)] as const;
    }),
  );
  const byKind = new Map(tables);
  return { nameOf: (kind, id) => byKind.get(kind)?.get(id.toLowerCase()) };
}

/** The kinds that an object, and what belongs to it, has references to. */
const kindsReferredTo = ({ part, fields, children }: LiveObject): string[] => [
  ...presentKinds(part.definition.fields, fields),
  ...children.flatMap(kindsReferredTo),
];

function presentKinds(fields: Fields, values: unknown): string[] {
  if (Array.isArray(values)) return values.flatMap((value) => presentKinds(fields, value));
  if (!isObject(values)) return [];
  return Object.entries(writable(fields)).flatMap(([name, field]) => {
    const value = values[name];
    if (value === undefined || value === null || value === "") return [];
    const below = elementOf(field) ?? field;
    const shape = shapeOf(below);
    if (shape) return presentKinds(shape, value);
    return Array.isArray(value) && value.length === 0 ? [] : (factsOf(below).refersTo ?? []);
  });
}

async function objectsOf(
  call: Call | undefined,
  site: readonly LiveObject[],
  lookup: Lookup,
  isAsked: boolean,
  progress: Progress,
): Promise<Properties[]> {
  const fromSite = site
    .filter(({ part }) => part.definition.name === lookup.name)
    .map(({ fields }) => fields);
  if (call === undefined || (fromSite.length > 0 && !isAsked)) return fromSite;
  progress.expected(1);
  const objects = await everyObject(call, lookup.list, {});
  progress.done(lookup.name);
  return objects;
}

/** By id; without the names that several have. */
function namesIn(lookup: Lookup, objects: readonly Properties[]): Map<string, string> {
  const named = objects.flatMap((one) => {
    const name = nameIn(lookup, one);
    return name === undefined ? [] : [[String(one.id).toLowerCase(), name] as const];
  });
  const byName = grouped(named, ([, name]) => name);
  return new Map(named.filter(([, name]) => byName.get(name)?.length === 1));
}
