import { formatOf } from "./formats";
import type { FieldRule, FieldType } from "./index";
import { isSameWord } from "./letter-case";

/** The body breaks a rule; `message` names the parameter. */
export class RuleError extends Error {}

type Acceptor = (rule: FieldRule, path: string, value: unknown) => unknown;

const string: Acceptor = (rule, path, value) => {
  if (typeof value !== "string") throw mustBe(path, "a string");
  const format = formatOf(rule);
  // The documents' examples send what isn't set as an empty text, and answer it so (docs/api-notes.md#unset).
  if (rule.writeOnly || (value === "" && !format?.isNeverEmpty)) return "";
  return rule.values ? spelled(rule, path, value) : formatted(rule, path, value);
};

/** Agents and a few others have integers, and routing names both kinds of id in texts (docs/api-notes.md#ids). */
const guid: Acceptor = (rule, path, value) =>
  string(rule, path, Number.isSafeInteger(value) ? String(value) : value);

const integer: Acceptor = (rule, path, value) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw mustBe(path, "an integer");
  return number(rule, path, value);
};

const number: Acceptor = (rule, path, value) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw mustBe(path, "a number");
  if (rule.values && !rule.values.includes(value)) throw mustBe(path, oneOf(rule));
  const { minimum = value, maximum = value } = rule;
  if (value < minimum || value > maximum)
    throw mustBe(path, `from ${rule.minimum ?? "…"} to ${rule.maximum ?? "…"}`);
  return value;
};

const boolean: Acceptor = (rule, path, value) => {
  const flag = rule.asText && typeof value === "string" ? flags[value.toLowerCase()] : value;
  if (typeof flag !== "boolean") throw mustBe(path, "a boolean");
  return flag;
};

/** A few examples send flags as these texts (docs/api-notes.md#o48). */
const flags: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

const datetime: Acceptor = (_, path, value) => {
  if (typeof value !== "string" || Number.isNaN(Date.parse(value))) throw mustBe(path, "a date and time");
  return value;
};

const listOf =
  (acceptor: Acceptor): Acceptor =>
  (rule, path, value) => {
    if (rule.asText && value === "") return [];
    if (!Array.isArray(value)) throw mustBe(path, "an array");
    return value.map((member, index) => acceptor(rule, `${path}[${index}]`, member));
  };

const nested: Acceptor = (_, path) => {
  throw new Error(`The rule of ${path} has no fields.`);
};

/**
 * For each type: the value as it is stored. Types are taken strictly, as the documents' examples of these objects
 * keep to them.
 *
 * @throws RuleError
 */
export const acceptors: Readonly<Record<FieldType, Acceptor>> = {
  string,
  guid,
  integer,
  number,
  boolean,
  datetime,
  "string[]": listOf(string),
  "guid[]": listOf(guid),
  "integer[]": listOf(integer),
  object: nested,
  "object[]": nested,
  any: (_, __, value) => value,
};

/** Letter case doesn't matter: the draft's curl posts chatwrappedup (docs/api-notes.md#letter-case). */
export function valueSpelled({ alsoSpelled = {}, values }: FieldRule, word: string): string | undefined {
  const documented = Object.entries(alsoSpelled).find(([spelling]) => isSameWord(spelling, word));
  return documented?.[1] ?? values?.find((value) => isSameWord(value, word))?.toString();
}

function spelled(rule: FieldRule, path: string, word: string): string {
  const value = valueSpelled(rule, word);
  if (value === undefined) throw mustBe(path, oneOf(rule));
  return value;
}

function formatted(rule: FieldRule, path: string, value: string): string {
  const format = formatOf(rule);
  if (format && !format.pattern.test(value)) throw mustBe(path, format.words);
  return value;
}

const oneOf = (rule: FieldRule) => `one of ${rule.values?.join(", ")}`;

const mustBe = (path: string, what: string) => new RuleError(`Parameter '${path}' must be ${what}.`);
