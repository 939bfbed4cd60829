import { equal } from "../core/canonical";
import type { Definition, Properties } from "../core/definition";
import { declarable } from "../core/options";
import { normalised } from "../core/spelling";
import { type Problem, validate } from "../core/validate";

export interface Checked {
  inputs: Properties;
  problems: Problem[];
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
  const problems = validate(definition, news, secrets).filter(({ isWarning }) => !isWarning);
  const inputs = Object.entries(normalised(fields, news)).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const same = field !== undefined && olds[name] !== undefined && equal(field, olds[name], value);
    return [name, same ? olds[name] : value];
  });
  return { inputs: Object.fromEntries(inputs), problems };
}
