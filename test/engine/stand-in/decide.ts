import type { Difference } from "../engine";
import { isWithin } from "../paths";
import { differencesBetween } from "./differences";
import type { Registration } from "./monitor";
import type { Provider } from "./provider";
import type { ResourceState } from "./state";
import type { Properties } from "./values";

/** What has to be done about a resource that is in the state. */
export interface Decision {
  kind: "same" | "update" | "replace";
  differences: Difference[];
  deleteBeforeReplace: boolean;
}

/**
 * Asks the provider, and compares the inputs where it leaves that to the engine.
 *
 * @param news the checked inputs
 */
export async function decide(
  provider: Provider,
  old: ResourceState,
  news: Properties,
  registration: Pick<Registration, "replaceOnChanges" | "deleteBeforeReplace">,
): Promise<Decision> {
  const answer = await provider.diff(old.urn, old.id ?? "", old.outputs, news);
  const deleteBeforeReplace = answer.deleteBeforeReplace || registration.deleteBeforeReplace;
  // A resource that was only partly created is always given to update.
  const unfinished = (old.initErrors ?? []).length > 0;
  if (answer.changes === false)
    return { kind: unfinished ? "update" : "same", differences: [], deleteBeforeReplace };
  const compared = answer.changes === undefined ? differencesBetween(old.inputs, news) : [];
  const replacing = [
    ...answer.replaces,
    ...(answer.changes === undefined ? registration.replaceOnChanges : []),
  ];
  const differences = compared.map((difference) => ({
    ...difference,
    replaces: replacing.some((path) => path === "*" || isWithin(difference.path, path)),
  }));
  const replaces = answer.replaces.length > 0 || differences.some((difference) => difference.replaces);
  const changed = answer.changes === true || compared.length > 0 || unfinished;
  const visible = differences.filter(({ path }) => !path.startsWith("__"));
  return {
    kind: replaces ? "replace" : changed ? "update" : "same",
    differences: visible,
    deleteBeforeReplace,
  };
}
