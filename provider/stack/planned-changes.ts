import type { Definition, Properties } from "../core/definition";
import { declarable } from "../core/options";
import { UNKNOWN } from "../core/unknown";
import { definitionNamed } from "../definitions";
import { internal, withoutInternal } from "../pulumi/identity";
import { fieldDifferences, type ValueDifference, valuesOnly } from "../site-document/compare-fields";
import { type ListDifference, listDifferences } from "../site-document/compare-lists";
import { changedSecrets } from "./changed-secrets";
import { isOfThisPackage, type StateResource } from "./deployment";
import type { Step } from "./digest";
import { nameOf } from "./planned";

/** What `pulumi up` would do to a resource of this package. Secrets are `[secret]`. */
export interface PlannedChange {
  urn: string;
  definition: Definition;
  /** Logical name. */
  name: string;
  action: "create" | "update" | "replace" | "delete";
  /** As it is in the state, and as the program declares it; what there is of the two. */
  before: StateResource | undefined;
  after: StateResource | undefined;
  /** Their inputs. */
  olds: Properties;
  news: Properties;
  /** The value in the state on the left, the program's on the right. */
  properties: ValueDifference[];
  /** The same as far as it is in lists of objects, told by the entries' names. */
  lists: ListDifference[];
  /** The properties that the program no longer has: they stay on the site as they are. */
  released: readonly string[];
  /** The properties whose change replaces it. */
  replacedFor: readonly string[];
}

const actions = ["create", "update", "replace", "delete"] as const;

/** What isn't known before the update, in place of the engine's sign for it. */
const later = "[known after the update]";

/** The changes in the sequence in which the engine plans them. */
export const plannedChanges = (steps: readonly Step[]): PlannedChange[] =>
  steps.flatMap((step) => {
    const action = actions.find((one) => one === step.op);
    const resource = step.newState ?? step.oldState;
    const definition =
      resource && isOfThisPackage(resource) && definitionNamed(resource.inputs?.[internal.kind]);
    return action && definition && !resource.external ? [changeOf(step, action, definition)] : [];
  });

function changeOf(step: Step, action: PlannedChange["action"], definition: Definition): PlannedChange {
  const before = action === "create" ? undefined : step.oldState;
  const after = action === "delete" ? undefined : (step.newState ?? undefined);
  const olds = declaredIn(before);
  const news = declaredIn(after);
  return {
    urn: step.urn,
    definition,
    name: nameOf(step.urn),
    action,
    before,
    after,
    olds,
    news,
    replacedFor: (step.replaceReasons ?? []).filter((name) => Object.hasOwn(definition.inputs, name)),
    ...(before && after ? compared(step, definition, olds, news) : nothing),
  };
}

const nothing = { properties: [], lists: [], released: [] };

const declaredIn = (state: StateResource | undefined) =>
  withoutUnknown(withoutInternal(state?.inputs ?? {})) as Properties;

function withoutUnknown(value: unknown): unknown {
  if (value === UNKNOWN) return later;
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutUnknown(member)]));
}

/** What the program no longer has differs from the state, and from nothing on the site. */
function compared(
  step: Step,
  definition: Definition,
  olds: Properties,
  news: Properties,
): Pick<PlannedChange, "properties" | "lists" | "released"> {
  const fields = declarable(definition);
  const isLater = (name: string) => news[name] === later;
  const shared = Object.fromEntries(
    Object.entries(fields).filter(([name]) => Object.hasOwn(news, name) && !isLater(name)),
  );
  const differences = fieldDifferences(shared, olds, news, "right").map(valuesOnly);
  return {
    properties: [
      ...differences,
      ...Object.keys(news)
        .filter(isLater)
        .map((path) => ({ path, left: olds[path], right: later })),
      ...changedSecrets(step, olds, differences)
        .filter(({ path }) => Object.hasOwn(news, nameIn(path)))
        .map(valuesOnly),
    ],
    lists: listDifferences(shared, olds, news, "right"),
    released: Object.keys(fields).filter((name) => Object.hasOwn(olds, name) && !Object.hasOwn(news, name)),
  };
}

/** The property that a path begins with. */
const nameIn = (path: string) => path.split(/[.[]/)[0] ?? "";

/**
 * The steps of a preview without those of the refresh before it, which looks at everything that the state has.
 *
 * @returns what an update would do, compared with what is on the site
 */
export function afterRefresh(steps: readonly Step[]): Step[] {
  const seen = new Set<string>();
  return steps.filter(({ urn, op, oldState }) => {
    const isFirst = !seen.has(urn);
    seen.add(urn);
    return op !== "refresh" && !(isFirst && oldState !== undefined && isOfThisPackage(oldState));
  });
}

/** How many resources of other packages an update would change, by what it does: `create`. */
export function otherChanges(steps: readonly Step[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { op, newState, oldState } of steps) {
    const resource = newState ?? oldState;
    if (!resource?.custom || isOfThisPackage(resource) || resource.type.startsWith("pulumi:")) continue;
    if (actions.some((one) => one === op)) counts.set(op, (counts.get(op) ?? 0) + 1);
  }
  return counts;
}
