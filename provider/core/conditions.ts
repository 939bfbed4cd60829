import type * as z from "zod";
import { canonical } from "./canonical";
import { type Condition, type Fields, factsOf } from "./field-facts";
import { fieldAt, valueAt } from "./paths";

/** The field has an effect only then: the API document says so. */
export const when = (field: string, ...values: [string | boolean, ...(string | boolean)[]]): Condition => ({
  field,
  values,
  certain: true,
});

/** The field probably has an effect only then: the documents don't say, or contradict themselves. */
export const probably = (
  field: string,
  ...values: [string | boolean, ...(string | boolean)[]]
): Condition => ({ ...when(field, ...values), certain: false });

/** `type is image`, `type is radioBox, dropdownList or checkboxList` */
export function conditionText({ field, values }: Condition): string {
  const texts = values.map(String);
  const last = texts.pop() ?? "";
  return `${field} is ${texts.length > 0 ? `${texts.join(", ")} or ${last}` : last}`;
}

/** Whether the object meets a condition; a field that has no value has its default. */
export function isMet(fields: Fields, values: unknown, { field: path, values: wanted }: Condition): boolean {
  const field = fieldAt(fields, path);
  const value = field && canonical(field, valueAt(values, path) ?? factsOf(field).default);
  return wanted.includes(value as string | boolean);
}

/** Whether the service ignores the field beside these values: the API document says that it has no effect. */
export function isIgnored(field: z.ZodType, fields: Fields, values: unknown): boolean {
  const { when } = factsOf(field);
  return typeof when === "object" && when.certain && !isMet(fields, values, when);
}

/** As `isIgnored`, also where the API document only lets one think so. */
export function mayBeIgnored(field: z.ZodType, fields: Fields, values: unknown): boolean {
  const { when } = factsOf(field);
  return typeof when === "object" && !isMet(fields, values, when);
}
