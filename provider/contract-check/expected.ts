import type * as z from "zod";
import { enumSpelling } from "../core/canonical";
import { factsOf, innerType, isId, typeOf } from "../core/field-facts";
import { isObject } from "../core/paths";
import { type Deviation, differs, note } from "./deviation";
import { shapeOf } from "./shape";

/** What JSON has of a field. */
export interface Expected {
  /** The type, in words. */
  type: string;
  takes(value: unknown): boolean;
}

export function expectedOf(field: z.ZodType): Expected {
  if (isId(field) || factsOf(field).orGuid) return anyId;
  if (factsOf(field).numbered) return { type: "string", takes: anyId.takes };
  if (typeOf(field) === "number" && (innerType(field) as z.ZodNumber).isInt) return wholeNumber;
  return expectedTypes[typeOf(field)] ?? anything;
}

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number";

const expectedTypes: Readonly<Record<string, Expected>> = {
  string: { type: "string", takes: isText },
  enum: { type: "string", takes: isText },
  number: { type: "number", takes: isNumber },
  literal: { type: "number", takes: isNumber },
  boolean: { type: "boolean", takes: (value) => typeof value === "boolean" },
  array: { type: "array", takes: Array.isArray },
  object: { type: "object", takes: isObject },
  record: { type: "object", takes: isObject },
};

const anything: Expected = { type: "anything", takes: () => true };
const wholeNumber: Expected = { type: "whole number", takes: Number.isInteger };
/** Ids are GUIDs or numbers (docs/api-notes.md#ids). */
const anyId: Expected = {
  type: "string or whole number",
  takes: (value) => isText(value) || Number.isInteger(value),
};

/** "Nothing" has several spellings, for what needn't be there. Any text may be empty. */
export function isUnset(field: z.ZodType, value: unknown): boolean {
  if (factsOf(field).required) return false;
  const hasEmptySpelling = ["enum", "array"].includes(typeOf(field));
  return value === null || (value === "" && hasEmptySpelling);
}

/** What is to be said of a value where there are only a few. Which one it is isn't said. */
export function comparedChoice(field: z.ZodType, value: unknown, path: string): Deviation[] {
  const found = shapeOf(value);
  if (typeOf(field) === "literal" && innerType(field).safeParse(value).success) return [];
  if (!["enum", "literal"].includes(typeOf(field))) return [];
  const spelling = spellingOf(field, value);
  if (spelling === "unseen") return [differs("unseen value", path, { found })];
  return spelling === "published" ? [] : [note("other spelling", path, { text: spelling })];
}

/** How a value is spelled, in words of ours. */
function spellingOf(field: z.ZodType, value: unknown): string {
  const { numbered = [] } = factsOf(field);
  if (typeof value === "number" && numbered[value] !== undefined) return "a number for the word";
  const published = typeof value === "string" ? enumSpelling(field, value) : undefined;
  if (published === undefined) return "unseen";
  if (published === value) return "published";
  const options: readonly unknown[] = (innerType(field) as z.ZodEnum).options;
  return options.includes(value)
    ? "another one that the documents use"
    : "other upper and lower case letters";
}
