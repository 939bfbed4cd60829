import { isObject } from "../paths";
import { UNKNOWN } from "../unknown";
import type { Form, FormProblem } from "./form";

/**
 * An expression over the numbers of conditions, such as `(1 or 2) and 3`. The documents have no grammar: this is the one
 * of their sample, and `not`.
 *
 * @param listField the field beside it that has the conditions
 */
export const logicalExpression =
  (listField: string): Form =>
  (text, beside) =>
    malformed(text) ?? unknownNumbers(text, listField, beside(listField));

const grammar = "It holds numbers of conditions, `and`, `or`, `not` and parentheses, such as (1 or 2) and 3.";

function malformed(text: string): FormProblem | undefined {
  const tokens = text.toLowerCase().match(/[0-9]+|[\p{L}_]+|[^\s]/gu) ?? [];
  let depth = 0;
  let wantsOperand = true;
  for (const token of tokens) {
    const kind = kindOf(token);
    if (kind === undefined) return { about: token, message: `has no place in an expression. ${grammar}` };
    if (opensOperand(kind) !== wantsOperand)
      return { message: `${misplaced(token, wantsOperand)} ${grammar}` };
    if (kind === "(") depth++;
    if (kind === ")" && --depth < 0) return { message: `has a ) without its (. ${grammar}` };
    if (kind === "number" || kind === "operator") wantsOperand = kind === "operator";
  }
  if (wantsOperand) return { message: `ends where a number is missing. ${grammar}` };
  return depth > 0 ? { message: `has a ( without its ). ${grammar}` } : undefined;
}

type Kind = "number" | "operator" | "not" | "(" | ")";

function kindOf(token: string): Kind | undefined {
  if (/^[0-9]{1,9}$/.test(token)) return "number";
  if (token === "and" || token === "or") return "operator";
  return token === "not" || token === "(" || token === ")" ? token : undefined;
}

const opensOperand = (kind: Kind) => kind === "number" || kind === "not" || kind === "(";

const misplaced = (token: string, wantsOperand: boolean) =>
  wantsOperand ? `has ${token} where a number is missing.` : `has no and or or in front of ${token}.`;

/** Told where all conditions are known. Those that aren't declared are on the site. */
function unknownNumbers(text: string, listField: string, list: unknown): FormProblem | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const orders = list.map((entry, index) => (isObject(entry) ? (entry.order ?? index + 1) : UNKNOWN));
  if (orders.includes(UNKNOWN)) return undefined;
  const missing = [...new Set(text.match(/[0-9]+/g))].filter((number) => !orders.includes(Number(number)));
  if (missing.length === 0) return undefined;
  return {
    message: `names ${listed(missing, " and ")}, and the numbers of ${listField} are ${listed(orders, ", ")}.`,
    isWarning: true,
  };
}

const listed = (items: readonly unknown[], separator: string) =>
  items.length > 10 ? `${items.slice(0, 10).join(", ")} …` : items.join(separator);
