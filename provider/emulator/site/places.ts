import { lowerCase } from "../rules/letter-case";
import type { Store } from "../store/store";

/** Where something is in the store: the path with the parameters' values. */
export const filled = (path: string, parameters: Readonly<Record<string, unknown>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => segment(parameters[name] ?? "")).toLowerCase();

/** Where a collection's member of this id is in the store. */
export const memberPlace = (collection: string, id: unknown): string =>
  `${collection}/${segment(id)}`.toLowerCase();

/** A slash in an id must not lead to another object. */
const segment = (id: unknown) => encodeURIComponent(lowerCase(id));

/** The names of a collection's members. */
export const memberNames = (store: Store) => (collection: string) =>
  store.members(collection).map(({ name }) => String(name));
