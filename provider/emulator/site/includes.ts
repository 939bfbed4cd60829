import type { FieldRules, StoredObject } from "../rules";
import { isSameWord, lowerCase } from "../rules/letter-case";
import { unset } from "../rules/unset";
import { RuleError } from "../rules/values";
import type { Store } from "../store/store";
import { filled, memberPlace } from "./places";

/** What a request's `include` asks for; letter case doesn't matter. */
export const includesIn = (query?: string): ReadonlySet<string> => new Set(wordsIn(query).map(lowerCase));

const wordsIn = (query = "") =>
  query
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** @throws RuleError when a request's `include` asks for what the object doesn't have */
export function requireOffered(rules: FieldRules, query?: string): void {
  const offered = offeredBy(rules);
  const unknown = wordsIn(query).find((word) => !offered.some((one) => isSameWord(one, word)));
  if (unknown === undefined) return;
  const known = offered.length === 0 ? "there is nothing to include here" : `known: ${offered.join(", ")}`;
  throw new RuleError(`Parameter 'include' has ${unknown}, which isn't known; ${known}.`);
}

/** The values that `include` may have, those for entries of lists and for nested objects with the others. */
function offeredBy(rules: FieldRules): string[] {
  const words = Object.values(rules).flatMap(({ expanded: added, fields = {} }) =>
    added ? [added.include] : offeredBy(fields),
  );
  return [...new Set(words)].toSorted();
}

/** An object with what `include` adds (docs/api-notes.md#include); what isn't found is null, or an empty list. */
export function expanded(
  rules: FieldRules,
  object: StoredObject,
  includes: ReadonlySet<string>,
  store: Store,
): StoredObject {
  if (includes.size === 0) return object;
  const enriched = { ...object };
  for (const [name, { type, fields, expanded: added }] of Object.entries(rules)) {
    const value = enriched[name];
    if (added && includes.has(lowerCase(added.include))) {
      enriched[name] = namedBy(object[added.from], filled(added.at, object), store) ?? unset(type);
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
