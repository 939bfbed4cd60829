import type { Definition, Properties } from "./definition";
import { type Problem, validate } from "./validate";

/**
 * The warnings that a resource's inputs give and its earlier ones didn't: what was taken over as it is, and what somebody
 * has been told before, is no news. A warning is the same where the values are that it is about.
 *
 * @param olds the inputs in the state; empty for a new resource
 * @param secrets the inputs whose values no message may repeat
 */
export function newWarnings(
  definition: Definition,
  olds: Properties,
  inputs: Properties,
  secrets: readonly string[] = [],
): Problem[] {
  const warnings = warningsOf(definition, inputs, secrets);
  if (warnings.length === 0) return [];
  const counts = new Map<string, number>();
  for (const known of warningsOf(definition, olds, secrets).map(keyOf))
    counts.set(known, (counts.get(known) ?? 0) + 1);
  return warnings.filter((warning) => {
    const key = keyOf(warning);
    const left = counts.get(key) ?? 0;
    counts.set(key, left - 1);
    return left <= 0;
  });
}

const warningsOf = (definition: Definition, inputs: Properties, secrets: readonly string[]) =>
  validate(definition, inputs, secrets).filter(({ isWarning }) => isWarning);

/** An entry of a list is told by what is in it, and may have another place now. */
const keyOf = ({ path, about }: Problem): string => JSON.stringify([path.replace(/\[\d+\]/g, "[]"), about]);
