import type { Form } from "./form";

/** A number as a text, where the field beside it has one of these values. */
export const numberWhen =
  (field: string, ...values: readonly string[]): Form =>
  (text, beside) => {
    const other = beside(field);
    if (!values.includes(String(other)) || /^\s*-?\d+([.,]\d+)?\s*$/.test(text)) return undefined;
    return { message: `is not a number, which ${String(other)} is compared with.` };
  };
