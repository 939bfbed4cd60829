import * as z from "zod";
import { asEntry, describe, type FieldFacts } from "./field-facts";
import { idPattern } from "./forms/id";

/** Facts beside the description, which every builder takes as an argument of its own. */
export type More = Omit<FieldFacts, "description">;

const wellFormed = z
  .string()
  .refine((value) => value.isWellFormed(), { error: "has half of a surrogate pair" });

/** A string. Lone surrogates are refused: they don't survive the way to the engine and back. */
export const text = (description: string, more: More = {}) => describe(wellFormed, { description, ...more });

const boolean = z.boolean();

/** As `text`, of a field that is never empty although it needn't be declared. */
export const filledText = (description: string, more: More = {}) =>
  describe(
    z.string().refine((value) => value !== "" && value.isWellFormed(), {
      error: "must not be empty, or has half of a surrogate pair",
    }),
    { description, ...more },
  );

/** True or false. */
export const flag = (description: string, more: More = {}) => describe(boolean, { description, ...more });

const whole = z.int();

/** A whole number. */
export const integer = (description: string, more: More = {}) => {
  const { minimum, maximum } = more;
  const from = minimum === undefined ? whole : whole.min(minimum);
  return describe(maximum === undefined ? from : from.max(maximum), { description, ...more });
};

/** The id of an agent: a whole number. Some answers of the documents have a GUID instead (docs/api-notes.md#ids). */
export const agentId = (description: string, more: More = {}) =>
  integer(description, { orGuid: true, ...more });

/** Any number. */
export const number = (description: string, more: More = {}) =>
  describe(z.number(), { description, ...more });

/** One of the strings of the API document, spelled as there. */
export const oneOf = (values: readonly [string, ...string[]], description: string, more: More = {}) =>
  describe(z.enum([...values, ...Object.keys({ ...more.alsoSpelled, ...more.draftSpellings })]), {
    description,
    ...more,
  });

/** One of a few whole numbers. */
export const oneOfIntegers = (values: readonly [number, ...number[]], description: string, more: More = {}) =>
  describe(z.literal([...values]), { description, ...more });

const hashColour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: "is not a colour of the form #RRGGBB" });

/** A colour as #RRGGBB; compared regardless of case. */
export const colour = (description: string, more: More = {}) =>
  describe(hashColour, {
    description,
    caseInsensitive: true,
    ...more,
  });

/** A colour as RRGGBB, without a #. */
export const bareColour = (description: string, more: More = {}) =>
  describe(z.string().regex(/^[0-9a-f]{6}$/i, { error: "is not a colour of the form RRGGBB, without #" }), {
    description,
    caseInsensitive: true,
    ...more,
  });

/** An absolute http or https URL. */
export const url = (description: string, more: More = {}) =>
  describe(z.url({ protocol: /^https?$/, error: "is not an absolute http or https URL" }), {
    description,
    ...more,
  });

const anyText = z.string();

/** A point in time as ISO 8601, with or without a zone; without one it is UTC (docs/api-notes.md#o72). */
export const time = (description: string, more: More = {}) =>
  describe(anyText, { description, typeName: "datetime", ...more });

const idText = z.string().regex(idPattern, { error: "is not an id (a GUID or a number)" });

/** An id as the API writes it: a GUID or a whole number. */
export const id = (description: string, more: More = {}) =>
  describe(idText, {
    description,
    caseInsensitive: true,
    ...more,
  });

/** The id of an entry in a list: the service gives it, and finds the entry by it. */
export const entryId = (description: string) => id(description, { readOnly: true, carried: true });

/** A list whose order matters. */
export const list = (element: z.ZodType, description: string, more: More = {}) =>
  describe(z.array(asEntry(element)), { description, ...more });

/** A list whose order has no meaning. */
export const set = (element: z.ZodType, description: string, more: More = {}) =>
  describe(z.array(asEntry(element)), { description, unordered: true, ...more });

/** A nested object; `typeName` is its name in the API document. */
export const object = (
  typeName: string,
  shape: Record<string, z.ZodType>,
  description: string,
  more: More = {},
) => describe(z.strictObject(shape), { description, typeName, ...more });

/** Text by name, such as HTTP headers. */
export const map = (description: string, more: More = {}) =>
  describe(z.record(z.string(), z.string()), { description, ...more });

/** A nested object that the documents don't describe. */
export const anything = (description: string, more: More = {}) =>
  describe(z.record(z.string(), z.unknown()), { description, ...more });
