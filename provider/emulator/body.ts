import { randomUUID } from "node:crypto";
import type { FieldRule, FieldRules, StoredObject } from "./rules";
import { acceptors, RuleError } from "./values";

/** What the server knows besides the body. */
export interface Surroundings {
  /** The object that the body replaces. */
  previous?: StoredObject | undefined;
  /** The position behind all siblings, for the field of this name. */
  nextPosition(name: string): number;
}

/**
 * The object that a body stores: values in their documented spelling, the server's own values and defaults for
 * what is left out. Keys that no rule knows are ignored.
 *
 * @throws RuleError
 */
export function objectFrom(rules: FieldRules, body: unknown, around: Surroundings, place = ""): StoredObject {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new RuleError(`${place === "" ? "The body" : `Parameter '${place}'`} must be an object.`);
  }
  const given = new Map(Object.entries(body));
  const result: StoredObject = {};
  for (const [name, rule] of Object.entries(rules)) {
    const path = place === "" ? name : `${place}.${name}`;
    const stored = rule.readOnly
      ? ownValue(rule, around.previous?.[name])
      : (fromBody(rule, path, given.get(name), around.previous?.[name]) ?? leftOut(rule, path, name, around));
    if (stored !== undefined) result[name] = stored;
  }
  return result;
}

/** The object before anybody has written it. */
export function untouched(rules: FieldRules): StoredObject {
  return objectFrom(rules, {}, { nextPosition: () => 1 });
}

/** The position behind all of these. */
export function behind(siblings: readonly unknown[], name: string): number {
  let highest = 0;
  for (const sibling of siblings) {
    const position = (sibling as StoredObject | null)?.[name];
    if (typeof position === "number" && position > highest) highest = position;
  }
  return highest + 1;
}

const ownValue = (rule: FieldRule, previous: unknown) =>
  previous ?? (rule.assigned ? randomUUID() : rule.default);

function leftOut(rule: FieldRule, path: string, name: string, around: Surroundings): unknown {
  if (rule.mandatory) throw new RuleError(`Parameter '${path}' is required.`);
  return rule.position ? around.nextPosition(name) : rule.default;
}

/** undefined when the body doesn't hold it. The documents don't tell null from a missing key. */
function fromBody(rule: FieldRule, path: string, value: unknown, previous: unknown): unknown {
  if (value === undefined || value === null || (rule.mandatory && value === "")) return undefined;
  const { fields } = rule;
  if (!fields) return acceptors[rule.type](rule, path, value);
  if (rule.type === "object") {
    const around = { previous: previous as StoredObject | undefined, nextPosition: () => 1 };
    return objectFrom(fields, value, around, path);
  }
  if (!Array.isArray(value)) throw new RuleError(`Parameter '${path}' must be an array.`);
  const around = { nextPosition: positionsIn(value) };
  return value.map((member, index) => objectFrom(fields, member, around, `${path}[${index}]`));
}

/** New positions behind those that a list gives its members. */
function positionsIn(list: readonly unknown[]): (name: string) => number {
  const next = new Map<string, number>();
  return (name) => {
    const position = next.get(name) ?? behind(list, name);
    next.set(name, position + 1);
    return position;
  };
}
