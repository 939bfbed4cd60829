import { randomUUID } from "node:crypto";
import type { Condition, FieldRule, FieldRules, StoredObject } from "./index";
import { isSameWord } from "./letter-case";
import { valuesByName } from "./names";
import { positionsIn } from "./positions";
import { isNullable, mayBeEmpty, withoutValue } from "./unset";
import { acceptors, RuleError } from "./values";

/** What the server knows besides the body. */
export interface Surroundings {
  /** The object that the body replaces. */
  previous?: StoredObject | undefined;
  /** The position behind all siblings, for the field of this name. Default: 1, as there are none. */
  nextPosition?: ((name: string) => number) | undefined;
  /** An object that has always been there: what its body may leave out has a default. */
  isAlwaysThere?: boolean;
  /** The names of a collection's members, where they are values of a field. */
  namesOf?: (collection: string) => string[];
  /** The body comes from fixtures: it may set what only the server sets. */
  fixtures?: FixtureIds | undefined;
}

export interface FixtureIds {
  /** The id of an object that brings none. */
  newId(): string;
}

/** A field that a body is read for. */
interface Field {
  name: string;
  rule: FieldRule;
  /** Where the body has it, for messages. */
  path: string;
  /** Its value in the object that the body replaces. */
  previous: unknown;
}

/**
 * The object that a body stores: values in their documented spelling, the server's own values and defaults for
 * what is left out. Keys that no rule knows are ignored, and so are objects with endpoints of their own.
 *
 * @throws RuleError
 */
export function objectFrom(
  rules: FieldRules,
  body: unknown,
  around: Surroundings = {},
  place = "",
): StoredObject {
  const sent = valuesByName(rules, body, place);
  const object: StoredObject = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.expanded || rule.members || rule.part !== undefined) continue;
    const path = place === "" ? name : `${place}.${name}`;
    const value = stored({ name, rule, path, previous: around.previous?.[name] }, sent, around);
    if (value !== undefined) object[name] = value;
  }
  return object;
}

/** The object before anybody has written it. */
export function untouched(rules: FieldRules): StoredObject {
  return objectFrom(rules, {}, { isAlwaysThere: true });
}

function stored(field: Field, sent: ReadonlyMap<string, unknown>, around: Surroundings): unknown {
  const value = sent.get(field.name);
  const isServers = field.rule.readOnly && !(around.fixtures && isPresent(value));
  if (isServers) return serversValue(field, around);
  if (!around.fixtures && !isNeeded(field.rule, around)) refuseNull(field.rule, field.path, value);
  return sentValue(field, value, around) ?? valueLeftOut(field, sent, around);
}

/** Of the forms in the examples, the one with a zone and fractions of a second (docs/api-notes.md#o72). */
export const timeText = (time = new Date()) => time.toISOString();

/** Whose credential it is: the documents have no call that tells. */
const ownAgent = 1;

function serversValue({ name, rule, previous }: Field, around: Surroundings): unknown {
  if (rule.noted === "changed" || (rule.noted && previous === undefined)) {
    return rule.type === "datetime" ? timeText() : ownAgent;
  }
  return previous ?? (rule.assigned ? newId(rule, name, around) : withoutValue(rule));
}

const newId = (rule: FieldRule, name: string, { fixtures, nextPosition }: Surroundings) =>
  rule.type === "integer" ? (nextPosition?.(name) ?? 1) : (fixtures?.newId() ?? randomUUID());

function valueLeftOut(
  { name, rule, path }: Field,
  sent: ReadonlyMap<string, unknown>,
  around: Surroundings,
): unknown {
  const { requiredWhen, position } = rule;
  if (isNeeded(rule, around) || (requiredWhen && isMet(requiredWhen, sent))) {
    throw new RuleError(`Parameter '${path}' is required.`);
  }
  return position ? (around.nextPosition?.(name) ?? 1) : withoutValue(rule);
}

const isNeeded = ({ required }: FieldRule, { isAlwaysThere }: Surroundings) => required && !isAlwaysThere;

const isMet = ({ field, values }: Condition, sent: ReadonlyMap<string, unknown>) =>
  values.some((value) => isSameWord(value, sent.get(field)));

/** @throws RuleError for null where the documents have none */
export function refuseNull(rule: FieldRule, path: string, value: unknown): void {
  if (value === null && !isNullable(rule)) throw new RuleError(`Parameter '${path}' must not be null.`);
}

/** Where null may be, it is as if it were left out. */
const isPresent = (value: unknown) => value !== undefined && value !== null;

/** undefined when the body doesn't hold it. */
function sentValue(field: Field, value: unknown, around: Surroundings): unknown {
  const { rule, path } = field;
  const { fixtures, namesOf } = around;
  if (!isPresent(value) || (value === "" && !mayBeEmpty(rule, around.isAlwaysThere))) return undefined;
  const { fields } = rule;
  if (!fields) return acceptors[rule.type](withNames(rule, namesOf), path, value);
  if (rule.type === "object") {
    const previous = field.previous as StoredObject | undefined;
    return objectFrom(fields, value, { previous, fixtures }, path);
  }
  return entriesFrom(fields, field, value, fixtures);
}

function withNames(rule: FieldRule, namesOf: Surroundings["namesOf"]): FieldRule {
  const { openValues } = rule;
  if (!openValues || !namesOf) return rule;
  return { ...rule, values: [...openValues.always, ...namesOf(openValues.namesOf)] };
}

function entriesFrom(
  fields: FieldRules,
  { rule, path, previous }: Field,
  value: unknown,
  fixtures: FixtureIds | undefined,
): StoredObject[] {
  const entries: unknown = rule.asOne && !Array.isArray(value) ? [value] : value;
  if (!Array.isArray(entries)) throw new RuleError(`Parameter '${path}' must be an array.`);
  const around = { nextPosition: positionsIn(entries), fixtures };
  const sent = entries.map((entry, index) => objectFrom(fields, entry, around, `${path}[${index}]`));
  if (rule.keptBy === undefined) return sent;
  return putOver((previous ?? rule.default ?? []) as StoredObject[], sent, rule.keptBy);
}

/** The entries that there always are, replaced by those sent with the same key, and the others that were sent. */
function putOver(
  always: readonly StoredObject[],
  sent: readonly StoredObject[],
  key: string,
): StoredObject[] {
  const isSame = (one: StoredObject, other: StoredObject) => String(one[key]) === String(other[key]);
  return [
    ...always.map((entry) => sent.findLast((other) => isSame(entry, other)) ?? entry),
    ...sent.filter((entry) => !always.some((other) => isSame(entry, other))),
  ];
}
