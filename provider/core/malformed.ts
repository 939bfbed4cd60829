import type * as z from "zod";
import { type Condition, factsOf } from "./field-facts";
import { valueAt } from "./paths";
import { quoted } from "./quoted";
import { holds, type Problem, type Scope, valueBeside } from "./scope";
import { UNKNOWN } from "./unknown";

/** What is wrong with the form of a text. Where it is declared that the text has no effect, it does no harm. */
export function malformed(scope: Scope, path: string, field: z.ZodType, value: unknown): Problem[] {
  const { form, when, secret } = factsOf(field);
  if (form === undefined || typeof value !== "string" || value === "" || value === UNKNOWN) return [];
  const about: unknown[] = [...scope.entries, value];
  const problem = form(value, (other) => {
    const beside = valueBeside(scope, other);
    about.push(beside);
    return beside;
  });
  if (problem === undefined) return [];
  const [argument = ""] = path.split(/[.[]/);
  const isShown = !secret && scope.isShown(argument);
  const message = isShown ? `${quoted(problem.about ?? value)} ${problem.message}` : problem.message;
  const isWarning = problem.isWarning || isIdle(scope, when);
  if (typeof when === "object") about.push(valueAt(scope.values, when.field));
  return [{ path, message, ...(isWarning && { isWarning, about }) }];
}

const isIdle = (scope: Scope, when: Condition | string | undefined) =>
  typeof when === "object" && valueAt(scope.values, when.field) !== undefined && holds(scope, when) === false;
