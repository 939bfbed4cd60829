import type { FieldRule, FieldRules, Members, StoredObject } from "../rules";
import { objectFrom, untouched } from "../rules/body";
import { lowerCase } from "../rules/letter-case";
import type { Store } from "../store/store";

/** An object with the lists and objects in it that have endpoints of their own: the same data in both. */
export function whole(rules: FieldRules, place: string, object: StoredObject, store: Store): StoredObject {
  const complete = { ...object };
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.members) complete[name] = entriesOf(rule.members, place, store);
    if (rule.entryForEach !== undefined) complete[name] = withUnwritten(rule, object[name], store);
    if (rule.part !== undefined) {
      complete[name] = store.get(`${place}/${rule.part}`) ?? untouched(rule.fields ?? {});
    }
  }
  return complete;
}

/** Where a list's entries are that have endpoints of their own. */
export const collectionOf = ({ below }: Members, place: string): string =>
  below === "" ? place : `${place}/${below}`;

function entriesOf(members: Members, place: string, store: Store): unknown[] {
  const { only } = members;
  const entries = store.members(collectionOf(members, place));
  const sorted = entries.toSorted((one, other) => Number(one.order ?? 0) - Number(other.order ?? 0));
  return only === undefined ? sorted : sorted.map((entry) => entry[only]);
}

/** An entry for each member of another collection: those that were written, and new ones. */
function withUnwritten(
  { fields = {}, keptBy = "", entryForEach = "" }: FieldRule,
  value: unknown,
  store: Store,
) {
  const written = (value ?? []) as StoredObject[];
  const keys = new Set(written.map((entry) => lowerCase(entry[keptBy])));
  const unwritten = store.members(entryForEach).filter(({ id }) => !keys.has(lowerCase(id)));
  return [...written, ...unwritten.map(({ id }) => objectFrom(fields, { [keptBy]: id }))];
}
