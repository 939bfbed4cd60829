import { randomUUID } from "node:crypto";
import type { FieldRule, FieldRules, Members, StoredObject } from "../rules";
import { valueAt } from "../rules";
import { type FixtureIds, namesIn, objectFrom, positionsIn, untouched } from "../rules/body";
import { RuleError } from "../rules/values";
import type { Step } from "../store/journal";
import type { Store } from "../store/store";

/** An object with the lists and objects in it that have endpoints of their own: the same data in both. */
export function whole(rules: FieldRules, place: string, object: StoredObject, store: Store): StoredObject {
  const result = { ...object };
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.members) result[name] = listed(rule.members, place, store);
    if (rule.entryForEach !== undefined) result[name] = withAll(rule, object[name], store);
    if (rule.part !== undefined) {
      result[name] = store.get(`${place}/${rule.part}`) ?? untouched(rule.fields ?? {});
    }
  }
  return result;
}

function withAll({ fields = {}, keptBy = "", entryForEach = "" }: FieldRule, value: unknown, store: Store) {
  const written = (value ?? []) as StoredObject[];
  const known = new Set(written.map((entry) => String(entry[keptBy]).toLowerCase()));
  const others = store
    .members(entryForEach.toLowerCase())
    .filter(({ id }) => !known.has(String(id).toLowerCase()));
  const around = { nextPosition: () => 1 };
  return [...written, ...others.map(({ id }) => objectFrom(fields, { [keptBy]: id }, around))];
}

/**
 * What a body changes of the objects in it that have endpoints of their own.
 *
 * @param fixtures when the body comes from there: entries may bring their ids
 *
 * @throws RuleError
 */
export function partSteps(
  rules: FieldRules,
  place: string,
  body: unknown,
  store: Store,
  fixtures?: FixtureIds,
): Step[] {
  const given = namesIn(rules, body);
  return Object.entries(rules).flatMap(([name, rule]) => {
    const value = given.get(name) ?? undefined;
    if (rule.members) return memberSteps(rule, rule.members, name, place, value, store, fixtures);
    if (rule.part === undefined || value === undefined) return [];
    const put = `${place}/${rule.part}`;
    // O08: one object, a list of one in the draft.
    const part: unknown = Array.isArray(value) ? value[0] : value;
    const around = { previous: store.get(put), nextPosition: () => 1, isAlwaysThere: true, fixtures };
    return [{ put, object: objectFrom(rule.fields ?? {}, part, around, name) }];
  });
}

const collectionOf = ({ below }: Members, place: string) =>
  below === "" ? place : `${place}/${below.toLowerCase()}`;

function listed(members: Members, place: string, store: Store): unknown[] {
  const all = store.members(collectionOf(members, place));
  const sorted = all.toSorted((one, other) => Number(one.order ?? 0) - Number(other.order ?? 0));
  return members.only === undefined ? sorted : sorted.map((one) => one[members.only ?? ""]);
}

/** An entry keeps the object that it names by its id, or else by its key; the others make new ones. */
function memberSteps(
  { fields = {} }: FieldRule,
  members: Members,
  name: string,
  place: string,
  value: unknown,
  store: Store,
  fixtures: FixtureIds | undefined,
): Step[] {
  if (value === undefined && members.isKept) return [];
  const given: unknown = value ?? [];
  if (!Array.isArray(given)) throw new RuleError(`Parameter '${name}' must be an array.`);
  const { only, key, permanent } = members;
  const entries: unknown[] = only === undefined ? given : given.map((entry) => ({ [only]: entry }));
  const collection = collectionOf(members, place);
  const left = new Map(store.members(collection).map((one) => [String(one.id).toLowerCase(), one]));
  const nextPosition = positionsIn(entries);
  const puts = entries.map((entry, index) => {
    const previous = taken(left, entry, key);
    const around = { previous, nextPosition, fixtures };
    const object = objectFrom(fields, entry, around, `${name}[${index}]`);
    const id = previous?.id ?? (fixtures ? (valueAt(entry, "id") ?? fixtures.newId()) : randomUUID());
    return { put: `${collection}/${String(id).toLowerCase()}`, object: { id, ...object } };
  });
  const gone = [...left.values()].filter(
    (one) => permanent === undefined || valueAt(one, permanent) !== true,
  );
  return [...gone.map(({ id }) => ({ remove: `${collection}/${String(id).toLowerCase()}` })), ...puts];
}

function taken(left: Map<string, StoredObject>, entry: unknown, key: string): StoredObject | undefined {
  const id = String(valueAt(entry, "id")).toLowerCase();
  const text = (object: unknown) => String(valueAt(object, key)).toLowerCase();
  const found = left.get(id) ?? [...left.values()].find((one) => text(one) === text(entry));
  if (found) left.delete(String(found.id).toLowerCase());
  return found;
}
