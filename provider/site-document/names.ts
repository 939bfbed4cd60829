import type { Call } from "../api/call";
import { everyObject } from "../api/pages";
import type { Definition, Properties } from "../core/definition";
import { grouped } from "../core/grouped";
import { type Lookup, lookupsOf } from "../core/lookup";
import { valueAt } from "../core/paths";
import { referredKinds } from "../core/site";
import type { System } from "../core/system";
import type { LiveObject } from "./live-site";

/** What references name instead of an id, by the kind of object and its id. */
export interface Names {
  /** undefined when nothing has the id, or several have its name. */
  nameOf(kind: string, id: string): string | undefined;
}

/** The names of everything that a site's fields refer to: of what was read, and of agents and departments. */
export async function readNames(
  call: Call,
  site: readonly LiveObject[],
  definitions: readonly Definition[],
  systems: readonly System[],
): Promise<Names> {
  const wanted = new Set(definitions.flatMap(({ inputs }) => referredKinds(inputs)));
  const lookups = lookupsOf(definitions, systems).filter(({ name }) => wanted.has(name));
  const tables = await Promise.all(
    lookups.map(
      async (lookup) => [lookup.name, namesIn(lookup, await objectsOf(call, site, lookup))] as const,
    ),
  );
  const byKind = new Map(tables);
  return { nameOf: (kind, id) => byKind.get(kind)?.get(id.toLowerCase()) };
}

async function objectsOf(call: Call, site: readonly LiveObject[], lookup: Lookup): Promise<Properties[]> {
  const own = site.filter(({ part }) => part.definition.name === lookup.name);
  return own.length > 0 ? own.map(({ fields }) => fields) : everyObject(call, lookup.list, {});
}

/** By id; without the names that several have. */
function namesIn({ by }: Lookup, objects: readonly Properties[]): Map<string, string> {
  const path = Object.values(by)[0] ?? "";
  const named = objects.map(
    (one) => [String(one.id).toLowerCase(), String(valueAt(one, path) ?? "")] as const,
  );
  const counts = grouped(named, ([, name]) => name);
  return new Map(named.filter(([, name]) => name !== "" && counts.get(name)?.length === 1));
}
