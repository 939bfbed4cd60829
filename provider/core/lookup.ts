import type * as z from "zod";
import { equal } from "./canonical";
import type { Definition, Properties } from "./definition";
import { fieldOf, type Operation } from "./operation";
import { operationsOf } from "./operations";
import { byText } from "./ordering";
import { valueAt } from "./paths";
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
  return [...declared, ...others].sort(byText(({ name }) => name));
}

/** The field that an argument is compared with. */
export function lookupField({ name, list, by }: Lookup, argument: string): z.ZodType {
  const field = fieldOf(list, by[argument] ?? "");
  if (!field) throw new Error(`get${name} looks for ${argument}, which the list doesn't have`);
  return field;
}

/** What people call the object first of all; undefined where it has no such name. */
export function nameIn(lookup: Lookup, object: unknown): string | undefined {
  const value = valueAt(object, lookup.by[firstArgument(lookup)] ?? "");
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** The argument for what people call the object first of all. */
export function firstArgument({ name, by }: Lookup): string {
  const [argument] = Object.keys(by);
  if (argument === undefined) throw new Error(`${name} can't be found by a name`);
  return argument;
}

/** The objects whose fields have the values of the arguments, whatever their spelling. */
export function matching<Item extends Properties>(
  lookup: Lookup,
  objects: readonly Item[],
  wanted: Properties,
): Item[] {
  return objects.filter((object) =>
    Object.entries(wanted).every(([argument, value]) =>
      equal(lookupField(lookup, argument), valueAt(object, lookup.by[argument] ?? ""), value),
    ),
  );
}
