import type { FieldRules, StoredObject } from "../rules";
import { RuleError } from "../rules/values";
import type { Store } from "../store/store";
import { memberPlace } from "./places";

/**
 * Holds an object's ids of agents and departments against the site.
 *
 * @throws RuleError naming the place of one that the site doesn't have
 */
export function requireReferred(rules: FieldRules, object: StoredObject, store: Store, place = ""): void {
  for (const [name, { refersTo, fields }] of Object.entries(rules)) {
    const at = place === "" ? name : `${place}.${name}`;
    for (const { value, path } of entriesOf(object[name], at)) {
      if (refersTo) requireThere(refersTo, value, store, path);
      else if (fields && isObject(value)) requireReferred(fields, value, store, path);
    }
  }
}

/** The value, or the entries of a list. */
const entriesOf = (value: unknown, path: string) =>
  Array.isArray(value)
    ? value.map((entry: unknown, index) => ({ value: entry, path: `${path}[${index}]` }))
    : [{ value, path }];

const isObject = (value: unknown): value is StoredObject => typeof value === "object" && value !== null;

function requireThere(collections: readonly string[], id: unknown, store: Store, path: string): void {
  if (id === undefined || id === null || id === "") return;
  if (collections.some((collection) => store.get(memberPlace(collection, id)))) return;
  const kinds = collections.map((collection) => collection.replace(/^.*\/(\w+)s$/, "$1"));
  throw new RuleError(`Parameter '${path}' names no ${kinds.join(" or ")} of the site: ${String(id)}.`);
}
