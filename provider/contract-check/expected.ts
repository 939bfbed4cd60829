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
  if (isId(field)) return anyId;
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

/** What is to be said of a value where there are only a few. */
export function comparedChoice(field: z.ZodType, value: unknown, path: string): Deviation[] {
  const unseen = differs("unseen value", path, { found: shapeOf(value) });
  if (typeOf(field) === "literal") return innerType(field).safeParse(value).success ? [] : [unseen];
  if (typeOf(field) !== "enum" || typeof value !== "string") return [];
  const published = enumSpelling(field, value);
  if (published === undefined) return [unseen];
  if (published === value) return [];
  return [note("other spelling", path, { text: `${spellingHere(field, value)} for ${published}` })];
}

/** The spelling as the definitions have it. */
function spellingHere(field: z.ZodType, value: string): string {
  const options = (innerType(field) as z.ZodEnum).options as string[];
  if (options.includes(value)) return value;
  return `other upper and lower case letters`;
}
