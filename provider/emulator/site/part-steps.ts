import { randomUUID } from "node:crypto";
import type { FieldRules, Members, StoredObject } from "../rules";
import { type FixtureIds, objectFrom, refuseNull } from "../rules/body";
import { isSameWord, lowerCase } from "../rules/letter-case";
import { valuesByName } from "../rules/names";
import { isPermanent, valueAt } from "../rules/paths";
import { positionsIn } from "../rules/positions";
import { RuleError } from "../rules/values";
import type { Step } from "../store/change";
import type { Store } from "../store/store";
import { memberPlace } from "./places";
import { requireReferred } from "./references";
import { collectionOf } from "./whole";

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
  const sent = valuesByName(rules, body);
  return Object.entries(rules).flatMap(([name, rule]) => {
    const { members, part, fields = {} } = rule;
    const value = sent.get(name);
    refuseNull(rule, name, value);
    if (members) return memberSteps({ ...members, name, fields }, place, value, store, fixtures);
    if (part === undefined || value === undefined) return [];
    return [partStep(name, fields, `${place}/${part}`, value, store, fixtures)];
  });
}

function partStep(
  name: string,
  fields: FieldRules,
  place: string,
  value: unknown,
  store: Store,
  fixtures: FixtureIds | undefined,
): Step {
  // The one manual invitation is a list in the draft (docs/api-notes.md#o08).
  const part: unknown = Array.isArray(value) ? value[0] : value;
  const around = { previous: store.get(place), isAlwaysThere: true, fixtures };
  return { put: place, object: objectFrom(fields, part, around, name) };
}

/** A list whose entries have endpoints of their own. */
interface MemberList extends Members {
  name: string;
  fields: FieldRules;
}

/** An entry keeps the object that it names by its id, or else by its key; the others make new ones. */
function memberSteps(
  list: MemberList,
  place: string,
  value: unknown,
  store: Store,
  fixtures: FixtureIds | undefined,
): Step[] {
  if (value === undefined && list.isKept) return [];
  const entries = entriesOf(list, value);
  const collection = collectionOf(list, place);
  const unclaimed = new Map(store.members(collection).map((member) => [lowerCase(member.id), member]));
  const nextPosition = positionsIn(entries);
  const puts = entries.map((entry, index) => {
    const previous = claimed(unclaimed, entry, list.key);
    const around = { previous, nextPosition, fixtures };
    const at = `${list.name}[${index}]`;
    const object = objectFrom(list.fields, entry, around, at);
    if (!fixtures) requireReferred(list.fields, object, store, at);
    const id = previous?.id ?? (fixtures ? (valueAt(entry, "id") ?? fixtures.newId()) : randomUUID());
    return { put: memberPlace(collection, id), object: { id, ...object } };
  });
  const gone = [...unclaimed.values()].filter((member) => !isPermanent(list, member));
  return [...gone.map(({ id }) => ({ remove: memberPlace(collection, id) })), ...puts];
}

function entriesOf({ name, only }: MemberList, value: unknown = []): unknown[] {
  if (!Array.isArray(value)) throw new RuleError(`Parameter '${name}' must be an array.`);
  return only === undefined ? value : value.map((entry) => ({ [only]: entry }));
}

/** Takes the object that an entry names out of those that are left. */
function claimed(
  unclaimed: Map<string, StoredObject>,
  entry: unknown,
  key: string,
): StoredObject | undefined {
  const isNamed = (member: StoredObject) => isSameWord(valueAt(member, key), valueAt(entry, key));
  const member = unclaimed.get(lowerCase(valueAt(entry, "id"))) ?? [...unclaimed.values()].find(isNamed);
  if (member) unclaimed.delete(lowerCase(member.id));
  return member;
}
