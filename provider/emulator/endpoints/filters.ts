import type { Context } from "hono";
import type { FieldRule, FieldRules, Listing, ObjectRules, StoredObject } from "../rules";
import { isSameWord, lowerCase } from "../rules/letter-case";
import { expanded } from "../site/includes";
import type { Store } from "../store/store";
import { ApiFailure } from "../wire/answers";

/** Those of a list's members that a request's query asks for. */
export function filtered(
  { fields, listing = {} }: ObjectRules,
  members: readonly StoredObject[],
  store: Store,
  context: Context,
): readonly StoredObject[] {
  const tests = testsIn(fields, listing, context);
  if (tests.length === 0) return members;
  const joins = new Set((listing.joined ?? []).map(lowerCase));
  return members.filter((member) => {
    const joined = expanded(fields, member, joins, store);
    return tests.every((test) => test(joined));
  });
}

type Test = (member: StoredObject) => boolean;

function testsIn(fields: FieldRules, listing: Listing, context: Context): Test[] {
  return [
    ...equalTests(fields, listing, context),
    ...timeTests(listing, context),
    ...keywordTests(listing, context),
    ...conditionTests(listing, context),
  ];
}

function equalTests(fields: FieldRules, { equal = {} }: Listing, context: Context): Test[] {
  return Object.entries(equal).flatMap(([parameter, path]) => {
    if (context.req.query(parameter) === undefined) return [];
    const wanted = wordIn(context, parameter);
    requirePossible(fields[path], parameter, wanted);
    return [(member: StoredObject) => textsAt(member, path).includes(wanted)];
  });
}

/** Letter case doesn't matter. */
const wordIn = (context: Context, parameter: string) => lowerCase(context.req.query(parameter) ?? "");

/** No object could be found by another value. */
function requirePossible(rule: FieldRule | undefined, parameter: string, wanted: string): void {
  if (wanted === "") throw new ApiFailure(400, `Parameter '${parameter}' must not be empty.`);
  if (rule?.type.startsWith("integer") && !/^\d+$/.test(wanted)) {
    throw new ApiFailure(400, `Parameter '${parameter}' must be an integer.`);
  }
  if (rule?.values && !rule.values.some((value) => isSameWord(value, wanted))) {
    throw new ApiFailure(400, `Parameter '${parameter}' must be one of ${rule.values.join(", ")}.`);
  }
}

/** A time without a zone is taken as UTC (docs/api-notes.md#o72); a missing one as the start or end of today. */
function timeTests({ time }: Listing, context: Context): Test[] {
  if (time === undefined) return [];
  const today = new Date().toISOString().slice(0, 10);
  const from = instant(context, "timeFrom", `${today}T00:00:00`);
  const to = instant(context, "timeTo", `${today}T23:59:59.999`);
  return [
    (member) => {
      const at = Date.parse(withZone(String(member[time])));
      return at >= from && at <= to;
    },
  ];
}

function instant(context: Context, parameter: string, otherwise: string): number {
  const text = context.req.query(parameter) ?? otherwise;
  const value = timeForm.test(text) ? Date.parse(withZone(text)) : Number.NaN;
  if (Number.isNaN(value)) throw new ApiFailure(400, `Parameter '${parameter}' must be yyyy-MM-ddTHH:mm:ss.`);
  return value;
}

/** The documented form. A fraction and a zone are taken, too, as answers may have them (docs/api-notes.md#o72). */
export const timeForm = new RegExp(
  "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]" +
    "([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])?$",
);

const withZone = (time: string) => (/(Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`);

function keywordTests({ keywords }: Listing, context: Context): Test[] {
  const wanted = wordIn(context, "keywords");
  if (!keywords || wanted === "") return [];
  return [(member) => keywords.some((path) => textsAt(member, path).some((text) => text.includes(wanted)))];
}

/** `conditions[0][field]=name&conditions[0][operate]=contains&conditions[0][value]=Ann`; all have to hold. */
function conditionTests({ conditions }: Listing, context: Context): Test[] {
  if (!conditions) return [];
  return [...conditionsIn(context)].map(([index, { field = "", operate = "", value = "" }]) => {
    const path = named(conditions, field);
    const isContained = named(operators, operate);
    if (path === undefined) throw wrong(index, "field", Object.keys(conditions));
    if (isContained === undefined) throw wrong(index, "operate", Object.keys(operators));
    return (member) => textsAt(member, path).some((text) => text.includes(lowerCase(value))) === isContained;
  });
}

/** Whether the value is to be in the field. */
export const operators: Readonly<Record<string, boolean>> = { contains: true, notContains: false };

/** Letter case doesn't matter. */
const named = <Value>(values: Readonly<Record<string, Value>>, word: string): Value | undefined =>
  Object.entries(values).find(([name]) => isSameWord(name, word))?.[1];

/**
 * The words of each condition, by its index.
 *
 * @throws ApiFailure for another form, which would filter nothing without a word
 */
function conditionsIn(context: Context): Map<string, Readonly<Record<string, string>>> {
  const conditions = new Map<string, Readonly<Record<string, string>>>();
  for (const [parameter, value] of Object.entries(context.req.query())) {
    if (!/^conditions\b/i.test(parameter)) continue;
    const [, index, word] = parameter.match(/^conditions\[(\d+)\]\[(field|operate|value)\]$/i) ?? [];
    if (index === undefined || word === undefined) throw notNumbered(parameter);
    conditions.set(index, { ...conditions.get(index), [lowerCase(word)]: value });
  }
  return conditions;
}

const notNumbered = (parameter: string) =>
  new ApiFailure(
    400,
    `Parameter '${parameter}' must be conditions[n][field], conditions[n][operate] or conditions[n][value], with n from 0 on.`,
  );

const wrong = (index: string, word: string, values: readonly string[]) =>
  new ApiFailure(400, `Parameter 'conditions[${index}][${word}]' must be one of ${values.join(", ")}.`);

/** Every text and number at a path, lists and objects below it included, in lower case. */
function textsAt(value: unknown, path: string): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((member) => textsAt(member, path));
  if (typeof value !== "object") return [lowerCase(value)];
  if (path === "") return Object.values(value).flatMap((member) => textsAt(member, ""));
  const [name = "", ...below] = path.split(".");
  return textsAt((value as StoredObject)[name], below.join("."));
}
