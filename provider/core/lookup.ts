import type * as z from "zod";
import type { Definition } from "./definition";
import { fieldOf, type Operation } from "./operation";
import { operationsOf } from "./operations";
import type { Findable, System } from "./system";

/** A way to find an existing object by what people call it: `getCampaign({ name })`. */
export interface Lookup extends Findable {
  /** The endpoint that lists them. Its path's parameters are arguments. */
  list: Operation;
}

/** A lookup for everything that can be listed and has a name of some kind. */
export function lookupsOf(definitions: readonly Definition[], systems: readonly System[]): Lookup[] {
  const declared = definitions.flatMap((definition) => {
    const { list } = operationsOf(definition);
    if (!list || definition.naturalKey.length === 0) return [];
    const by = definition.naturalKey.map((path) => [path.slice(path.lastIndexOf(".") + 1), path] as const);
    return [{ name: definition.name, list, by: Object.fromEntries(by) }];
  });
  const others = systems.flatMap(({ lookup, operations }) => {
    const list = operations.list;
    return lookup && list ? [{ ...lookup, list }] : [];
  });
  return [...declared, ...others].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The field that an argument is compared with. */
export function lookupField({ name, list, by }: Lookup, argument: string): z.ZodType {
  const field = fieldOf(list, by[argument] ?? "");
  if (!field) throw new Error(`get${name} looks for ${argument}, which the list doesn't have`);
  return field;
}
