import type { Context } from "hono";
import type { FieldRule, FieldRules, Listing, ObjectRules, StoredObject } from "../rules";
import { expanded } from "../site/includes";
import type { Store } from "../store/store";
import { ApiFailure, json } from "../wire/answers";

/** The answer of a list endpoint: filtered, and page by page where the API has pages. */
export function listed(
  rules: ObjectRules,
  store: Store,
  context: Context,
  members: readonly StoredObject[],
  shown: (member: StoredObject) => StoredObject,
): Response {
  const { listing } = rules;
  if (!listing) return json(context, members.map(shown));
  const joins = new Set((listing.joined ?? []).map((include) => include.toLowerCase()));
  const tests = testsIn(rules, listing, context);
  const found = members.filter((member) => {
    if (tests.length === 0) return true;
    const joined = expanded(rules.fields, member, joins, store);
    return tests.every((test) => test(joined));
  });
  return listing.pages ? page(listing.pages, context, found, shown) : json(context, found.map(shown));
}

type Test = (member: StoredObject) => boolean;

function testsIn({ fields }: ObjectRules, listing: Listing, context: Context): Test[] {
  return [
    ...equalTests(fields, listing, context),
    ...timeTests(listing, context),
    ...keywordTests(listing, context),
    ...conditionTests(listing, context),
  ];
}

function equalTests(fields: FieldRules, { equal = {} }: Listing, context: Context): Test[] {
  return Object.entries(equal).flatMap(([parameter, path]) => {
    const wanted = context.req.query(parameter)?.toLowerCase();
    if (wanted === undefined || wanted === "") return [];
    requirePossible(fields[path], parameter, wanted);
    return [(member: StoredObject) => textsAt(member, path).includes(wanted)];
  });
}

/** No object could be found by another value. */
function requirePossible(rule: FieldRule | undefined, parameter: string, wanted: string): void {
  if (rule?.type.startsWith("integer") && !/^\d+$/.test(wanted)) {
    throw new ApiFailure(400, `Parameter '${parameter}' must be an integer.`);
  }
  if (rule?.values && !rule.values.some((value) => String(value).toLowerCase() === wanted)) {
    throw new ApiFailure(400, `Parameter '${parameter}' must be one of ${rule.values.join(", ")}.`);
  }
}

/** conventions.dates: without a zone, taken as UTC (O72); today where nothing is said. */
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
  const text = context.req.query(parameter) || otherwise;
  const value = timeForm.test(text) ? Date.parse(withZone(text)) : Number.NaN;
  if (Number.isNaN(value)) throw new ApiFailure(400, `Parameter '${parameter}' must be yyyy-MM-ddTHH:mm:ss.`);
  return value;
}

/** The documented one; a fraction and a zone are taken, too, as answers may have them (O72). */
export const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;

const withZone = (time: string) => (/(Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`);

function keywordTests({ keywords }: Listing, context: Context): Test[] {
  const wanted = context.req.query("keywords")?.toLowerCase();
  if (!keywords || !wanted) return [];
  return [(member) => keywords.some((path) => textsAt(member, path).some((text) => text.includes(wanted)))];
}

/** `conditions[0][field]=name&conditions[0][operate]=contains&conditions[0][value]=Ann`; all have to hold. */
function conditionTests({ conditions }: Listing, context: Context): Test[] {
  if (!conditions) return [];
  const given = new Map<string, Record<string, string>>();
  for (const [name, value] of Object.entries(context.req.query())) {
    const [, index, key] = name.match(/^conditions\[(\d+)\]\[(\w+)\]$/i) ?? [];
    if (index === undefined || key === undefined) continue;
    given.set(index, { ...given.get(index), [key.toLowerCase()]: value });
  }
  return [...given].map(([index, { field = "", operate = "", value = "" }]) => {
    const path = conditions[field.toLowerCase()];
    const isWanted = { contains: true, notcontains: false }[operate.toLowerCase()];
    if (path === undefined) throw wrong(index, "field", Object.keys(conditions));
    if (isWanted === undefined) throw wrong(index, "operate", ["contains", "notContains"]);
    return (member) => textsAt(member, path).some((text) => text.includes(value.toLowerCase())) === isWanted;
  });
}

const wrong = (index: string, key: string, known: readonly string[]) =>
  new ApiFailure(400, `Parameter 'conditions[${index}][${key}]' must be one of ${known.join(", ")}.`);

/** Every text and number at a path, lists and objects below it included, in lower case. */
function textsAt(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => textsAt(member, path));
  const [name = "", ...rest] = path === "" ? [] : path.split(".");
  if (typeof value !== "object" || value === null)
    return value === undefined ? [] : [String(value).toLowerCase()];
  if (name === "") return Object.values(value).flatMap((member) => textsAt(member, ""));
  return textsAt((value as StoredObject)[name], rest.join("."));
}

/** conventions.paging: an envelope with the total and the addresses of the neighbouring pages. */
function page(
  { items, total, size }: NonNullable<Listing["pages"]>,
  context: Context,
  found: readonly StoredObject[],
  shown: (member: StoredObject) => StoredObject,
): Response {
  const index = wholeNumber(context, "pageIndex", 1);
  const pageSize = wholeNumber(context, "pageSize", size);
  const address = (other: number) => {
    const url = new URL(context.req.url);
    url.searchParams.set("pageIndex", String(other));
    return url.href;
  };
  const end = index * pageSize;
  return json(context, {
    [total]: found.length,
    previousPage: index > 1 ? address(index - 1) : "",
    nextPage: end < found.length ? address(index + 1) : "",
    [items]: found.slice(end - pageSize, end).map(shown),
  });
}

function wholeNumber(context: Context, parameter: string, otherwise: number): number {
  const text = context.req.query(parameter);
  if (text === undefined || text === "") return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new ApiFailure(400, `Parameter '${parameter}' must be a whole number from 1 on.`);
  return Number(text);
}
