import type { FieldRules, StoredObject } from "../rules";
import type { Store } from "../store/store";

/** What a request's `include` asks for; letter case doesn't matter. */
export const includesIn = (query: string | undefined): ReadonlySet<string> =>
  new Set((query ?? "").toLowerCase().split(",").filter(Boolean));

/** An object with what `include` adds; what isn't found is left out. conventions.include */
export function expanded(
  rules: FieldRules,
  object: StoredObject,
  includes: ReadonlySet<string>,
  store: Store,
): StoredObject {
  if (includes.size === 0) return object;
  const result = { ...object };
  for (const [name, rule] of Object.entries(rules)) {
    const { fields, expanded: added } = rule;
    const value = result[name];
    if (added && includes.has(added.include.toLowerCase())) {
      const found = named(added.at, object, object[added.from], store);
      if (found !== undefined) result[name] = found;
    } else if (fields && Array.isArray(value)) {
      result[name] = value.map((entry) => expanded(fields, entry as StoredObject, includes, store));
    } else if (fields && typeof value === "object" && value !== null) {
      result[name] = expanded(fields, value as StoredObject, includes, store);
    }
  }
  return result;
}

/** The object of an id, or those of a list of ids. */
function named(at: string, object: StoredObject, id: unknown, store: Store): unknown {
  if (Array.isArray(id)) return id.flatMap((one) => named(at, object, one, store) ?? []);
  if (id === undefined || id === null || id === "") return undefined;
  const folder = at.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(object[name])));
  return store.get(`${folder}/${encodeURIComponent(String(id))}`.toLowerCase());
}
