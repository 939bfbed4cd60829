import type { FieldRules } from "./index";
import { isSameWord } from "./letter-case";
import { RuleError } from "./values";

/**
 * The body's values by the names of the rules, whichever spelling or other name the body has.
 *
 * @param place of the object in the body, for messages
 * @throws RuleError when it is no object
 */
export function valuesByName(rules: FieldRules, body: unknown, place = ""): Map<string, unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new RuleError(`${place === "" ? "The body" : `Parameter '${place}'`} must be an object.`);
  }
  const values = new Map(Object.entries(body));
  addOtherCases(values, rules);
  addOtherNames(values, rules);
  return values;
}

/** Letter case doesn't matter: the draft's curls post targeturl (docs/api-notes.md#letter-case). */
function addOtherCases(values: Map<string, unknown>, rules: FieldRules): void {
  for (const [key, value] of [...values]) {
    if (Object.hasOwn(rules, key)) continue;
    const name = Object.keys(rules).find((one) => isSameWord(one, key));
    if (name !== undefined && !values.has(name)) values.set(name, value);
  }
}

function addOtherNames(values: Map<string, unknown>, rules: FieldRules): void {
  for (const [name, { alsoNamed = [] }] of Object.entries(rules)) {
    const otherName = alsoNamed.find((one) => values.has(one));
    if (otherName !== undefined && !values.has(name)) values.set(name, values.get(otherName));
  }
}
