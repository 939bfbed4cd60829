import type { Context } from "hono";
import type { ObjectRules, StoredObject } from "../rules";
import { filled, memberPlace } from "../site/places";
import type { Store } from "../store/store";
import { ApiFailure } from "../wire/answers";

type Parameters = Readonly<Record<string, string>>;

/** The parameters of the request's path. */
export const parametersOf = (context: Context): Parameters => context.req.param();

/** The path in the store, whichever spelling was asked for. */
export const placeOf = (path: string, context: Context): string => filled(path, parametersOf(context));

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
  const parameters = parametersOf(context);
  const collections = [rules.path, ...(rules.otherCollections ?? [])].flatMap((path) =>
    whereFilled(path, parameters, store),
  );
  const places = collections.map((collection) => memberPlace(collection, parameters.id));
  return places.find((place) => store.get(place)) ?? places[0] ?? "";
}

/** The collection, or where the path doesn't name what it belongs to, those of all that there are. */
function whereFilled(path: string, parameters: Parameters, store: Store): string[] {
  const [, owners = "", name = ""] = path.match(/^(.*?)\/:(\w+)/) ?? [];
  if (name === "" || parameters[name] !== undefined) return [filled(path, parameters)];
  return store
    .members(owners)
    .flatMap(({ id }) => whereFilled(path, { ...parameters, [name]: String(id) }, store));
}
