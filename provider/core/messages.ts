import type * as z from "zod";
import { factsOf, isId, otherSpellings } from "./field-facts";
import { quoted } from "./quoted";
import { referenceProperty } from "./site-parts";
import { nearest } from "./suggest";

/**
 * What is wrong with a value, in words.
 *
 * @param mayRepeat whether the words may hold the value
 */
export function messageOf(
  issue: z.core.$ZodIssue,
  field: z.ZodType | undefined,
  value: unknown,
  mayRepeat: boolean,
): string {
  const shown = mayRepeat ? quoted(value) : undefined;
  const start = shown === undefined ? "" : `${shown} `;
  if (value === undefined || value === null) return "is required.";
  if (issue.code === "invalid_type") {
    return `must be ${expected(issue.expected)}, not ${typeName(value)}.${idHint(field, value, shown)}`;
  }
  if (issue.code === "invalid_value") return `${start}${notOneOf(field, issue.values, value)}`;
  if (issue.code === "too_big" || issue.code === "too_small") return outOfRange(field);
  // A free text is only refused for what can't be sent, and isn't repeated.
  if (issue.code !== "invalid_format") return `${issue.message}.`;
  return `${start}${issue.message}.${idHint(field, value, shown)}`;
}

/** What to write where an id is needed, and a text such as a name is given. */
function idHint(field: z.ZodType | undefined, value: unknown, shown = '"…"'): string {
  const { refersTo = [], belongsTo, orGuid } = field ? factsOf(field) : {};
  const kinds = belongsTo === undefined ? refersTo : [belongsTo];
  if (field === undefined || kinds.length === 0 || typeof value !== "string" || value === "") return "";
  if (!isId(field) && !orGuid) return "";
  const lookups = kinds.map((kind) => `comm100.get${kind}Output(…).id`).join(" or ");
  const names = refersTo.map((kind) => `{ ${referenceProperty(kind)}: ${shown} }`).join(" or ");
  const inDocument = names === "" ? "" : `; in a site document ${names}`;
  return ` Write the id of the ${kinds.join(" or ")}, not its name: such as sales.id of a resource, or ${lookups}${inDocument}.`;
}

function outOfRange(field: z.ZodType | undefined): string {
  const { minimum, maximum } = field ? factsOf(field) : {};
  if (minimum === undefined && maximum === undefined) return "is out of the range of whole numbers.";
  if (maximum === undefined) return `must be at least ${minimum}.`;
  return `must be from ${minimum} to ${maximum}.`;
}

function notOneOf(field: z.ZodType | undefined, values: readonly unknown[], value: unknown): string {
  const spellings = field ? otherSpellings(field) : {};
  const offered = values.map(String).filter((option) => !Object.hasOwn(spellings, option));
  const near = typeof value === "string" ? nearest(value, values.map(String)) : undefined;
  const guess = near === undefined ? "" : ` Did you mean "${near}"?`;
  return `is not one of ${offered.join(", ")}.${guess}`;
}

const articles: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a whole number",
  string: "a string",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const expected = (type: string) => articles[type] ?? type;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a fraction";
  return (
    { string: "a string", boolean: "a boolean", object: "an object" }[typeof value as string] ?? typeof value
  );
}
