import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import type { Store } from "../store/store";
import { ApiFailure } from "../wire/answers";

/** The path in the store, whichever spelling was asked for. */
export function placeOf(pattern: string, context: Context): string {
  const parameters: Readonly<Record<string, string>> = context.req.param();
  return filled(pattern, parameters);
}

/** A slash in a parameter must not lead to another object. */
const filled = (pattern: string, parameters: Readonly<Record<string, string>>) =>
  pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? "")).toLowerCase();

/** The names of a collection's members. */
export const memberNames = (store: Store) => (collection: string) =>
  store.members(collection.toLowerCase()).map(({ name }) => String(name));

export const lowerCase = (id: unknown) => String(id).toLowerCase();

/** What the path is below has to exist. */
export function requireOwner(path: string, store: Store, context: Context): void {
  const owner = path.match(/^.*\/:\w+/)?.[0];
  if (owner !== undefined) existing(store, placeOf(owner, context));
}

export function existing(store: Store, place: string): StoredObject {
  const object = store.get(place);
  if (!object) throw new ApiFailure(404, `The requested resource ${place} does not exist.`);
  return object;
}

/** Where a member is that has an id: of several collections that share a path, in the one that has it. */
export function memberOf(rules: ObjectRules, store: Store, context: Context): string {
  const parameters: Readonly<Record<string, string>> = context.req.param();
  const id = encodeURIComponent(parameters.id ?? "").toLowerCase();
  const collections = [rules.path, ...(rules.otherCollections ?? [])].flatMap((path) =>
    whereFilled(path, parameters, store),
  );
  const places = collections.map((collection) => `${collection}/${id}`);
  return places.find((place) => store.get(place)) ?? places[0] ?? "";
}

/** The collection, or where the path doesn't name what it belongs to, those of all that there are. */
function whereFilled(path: string, parameters: Readonly<Record<string, string>>, store: Store): string[] {
  const [, owners = "", name = ""] = path.match(/^(.*?)\/:(\w+)/) ?? [];
  if (name === "" || parameters[name] !== undefined) return [filled(path, parameters)];
  return store
    .members(owners.toLowerCase())
    .flatMap(({ id }) => whereFilled(path, { ...parameters, [name]: String(id) }, store));
}
