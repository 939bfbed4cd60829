import type { FieldRules, StoredObject } from "../rules";
import { lowerCase } from "../rules/letter-case";
import type { Store } from "../store/store";
import { filled, memberPlace } from "./places";

/** What a request's `include` asks for; letter case doesn't matter. */
export const includesIn = (query = ""): ReadonlySet<string> =>
  new Set(lowerCase(query).split(",").filter(Boolean));

/** An object with what `include` adds (docs/api-notes.md#include); what isn't found is left out. */
export function expanded(
  rules: FieldRules,
  object: StoredObject,
  includes: ReadonlySet<string>,
  store: Store,
): StoredObject {
  if (includes.size === 0) return object;
  const enriched = { ...object };
  for (const [name, { fields, expanded: added }] of Object.entries(rules)) {
    const value = enriched[name];
    if (added && includes.has(lowerCase(added.include))) {
      const named = namedBy(object[added.from], filled(added.at, object), store);
      if (named !== undefined) enriched[name] = named;
    } else if (fields && Array.isArray(value)) {
      enriched[name] = value.map((entry) => expanded(fields, entry as StoredObject, includes, store));
    } else if (fields && typeof value === "object" && value !== null) {
      enriched[name] = expanded(fields, value as StoredObject, includes, store);
    }
  }
  return enriched;
}

/** The object of an id, or those of a list of ids. */
function namedBy(id: unknown, collection: string, store: Store): unknown {
  if (Array.isArray(id)) return id.flatMap((one) => namedBy(one, collection, store) ?? []);
  if (id === undefined || id === null || id === "") return undefined;
  return store.get(memberPlace(collection, id));
}
