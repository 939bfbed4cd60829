import { equal } from "../core/canonical";
import type { Definition, Properties } from "../core/definition";
import { newWarnings } from "../core/new-warnings";
import { declarable } from "../core/options";
import { normalised } from "../core/spelling";
import { type Problem, validate } from "../core/validate";

export interface Checked {
  inputs: Properties;
  problems: Problem[];
  /** What is uncertain, and wasn't in the state before. */
  warnings: Problem[];
}

/**
 * Validates the inputs. A value that means the same as the one in the state is taken from there, so that
 * another spelling of it isn't a change.
 *
 * @param olds the inputs in the state; empty for a new resource
 * @param secrets the inputs whose values no message may repeat
 */
export function check(
  definition: Definition,
  olds: Properties,
  news: Properties,
  secrets: readonly string[] = [],
): Checked {
  const fields = declarable(definition);
  const found = validate(definition, news, secrets);
  const problems = found.filter(({ isWarning }) => !isWarning);
  const merged = Object.entries(normalised(fields, news)).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const same = field !== undefined && olds[name] !== undefined && equal(field, olds[name], value);
    return [name, same ? olds[name] : value];
  });
  const inputs = Object.fromEntries(merged);
  const isWarned = problems.length === 0 && found.length > 0;
  return { inputs, problems, warnings: isWarned ? newWarnings(definition, olds, inputs, secrets) : [] };
}
