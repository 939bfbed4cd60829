import type { Difference } from "../engine";
import { isWithin } from "../paths";
import { isShown } from "../shown";
import { differencesBetween } from "./differences";
import type { Provider } from "./provider";
import type { ResourceState } from "./state";
import type { Properties } from "./values";

/** What has to be done about a resource that is in the state. */
export interface Decision {
  op: "same" | "update" | "replace";
  differences: Difference[];
  deleteBeforeReplace: boolean;
}

export interface DecisionOptions {
  replaceOnChanges: readonly string[];
  ignoreChanges: readonly string[];
  deleteBeforeReplace: boolean;
}

/**
 * Asks the provider, and compares the inputs where it leaves that to the engine: only then there are
 * differences by path, and only then replaceOnChanges and ignoreChanges are of any effect here.
 *
 * @param news the checked inputs
 */
export async function decide(
  provider: Provider,
  old: ResourceState,
  news: Properties,
  options: DecisionOptions,
): Promise<Decision> {
  const answer = await provider.diff(old.urn, old.id ?? "", old.outputs, news);
  const deleteBeforeReplace = answer.deleteBeforeReplace || options.deleteBeforeReplace;
  const leftToEngine = answer.changes === undefined;
  const found = leftToEngine ? differencesBetween(old.inputs, news) : [];
  const differences = found
    .filter(({ path }) => !options.ignoreChanges.some((ignored) => isWithin(path, ignored)))
    .map((difference) => ({
      ...difference,
      replaces: [...answer.replaces, ...options.replaceOnChanges].some((outer) =>
        isWithin(difference.path, outer),
      ),
    }));
  // What could only be created or updated in part is given to update again.
  const unfinished = (old.initErrors ?? []).length > 0;
  const changes = answer.changes ?? differences.length > 0;
  const replaces =
    answer.changes !== false && (answer.replaces.length > 0 || differences.some((one) => one.replaces));
  const op = replaces ? "replace" : changes || unfinished ? "update" : "same";
  return { op, differences: differences.filter(({ path }) => isShown(path)), deleteBeforeReplace };
}
