import { inTextOrder } from "../core/ordering";
import { environmentVariable } from "../core/settings";
import { definitionNamed, definitions } from "../definitions";
import { internal } from "../pulumi/identity";
import { type Adoption, type Adoptions, adoptionsOf } from "./adoptions";
import { breaksOf, withoutThoseBelow } from "./breaks";
import { exportStack, isOfThisPackage, type StackPlace, type StateResource } from "./deployment";
import type { Diagnostic } from "./digest";
import { callsToChange } from "./expected-calls";
import { afterRefresh, otherChanges, type PlannedChange, plannedChanges } from "./planned-changes";
import { previewStack } from "./preview";
import type { CountCalls } from "./pulumi-cli";
import { renameAdvice, renameHints } from "./rename-hints";

/** A change with all that is known of its consequences. */
export interface ForeseenChange extends PlannedChange {
  /** The object of the site that it takes over. */
  adoption: Adoption | undefined;
  /** How many more are deleted with it. */
  below: number;
  /** What somebody should know of it, in sentences without a full stop or with several. */
  remarks: readonly string[];
}

/** What `pulumi up` would do. */
export interface PlannedUpdate {
  changes: readonly ForeseenChange[];
  /** How many resources of this package stay as they are. */
  unchanged: number;
  /** How many of other packages change, by what is done to them. */
  others: ReadonlyMap<string, number>;
  /** What the program and the provider warn of, each once. */
  warnings: readonly string[];
  /** How many requests to the site it takes, about. */
  calls: number;
  /** As configured; undefined without a limit. */
  maxRequestsPerMinute: number | undefined;
}

export interface PlanOptions {
  /** Reads the site first, so that what was changed there is compared, and not what was deployed. */
  refresh: boolean;
  countCalls: CountCalls;
}

/**
 * Looks ahead to an update of a stack. Writes nothing anywhere.
 *
 * @throws Comm100Error with what Pulumi says when the preview fails
 */
export async function planUpdate(
  stack: StackPlace,
  { refresh, countCalls }: PlanOptions,
): Promise<PlannedUpdate> {
  const flags = ["--show-sames", ...(refresh ? ["--refresh"] : [])];
  const preview = await previewStack(stack, countCalls, flags);
  const steps = refresh ? afterRefresh(preview.steps) : preview.steps;
  const all = plannedChanges(steps);
  const adopts = all.some(({ action, news }) => action === "create" && news.adopt === true);
  const adoptions = adopts ? await adoptionsOf(stack, await exportStack(stack), countCalls) : none;
  const hints = new Map(renameHints(all).map((hint) => [hint.come, renameAdvice(hint)]));
  const { changes, below } = withoutThoseBelow(all);
  return {
    changes: inOrder(changes).map((change) => ({
      ...change,
      ...adopted(change, adoptions),
      below: below.get(change.urn) ?? 0,
      remarks: [
        ...breaksOf(change, steps),
        ...undecided(change, adoptions),
        ...(hints.has(change) ? [hints.get(change) ?? ""] : []),
      ],
    })),
    unchanged: steps.filter(({ op, newState }) => op === "same" && isManaged(newState)).length,
    others: otherChanges(steps),
    warnings: warningsIn(preview.diagnostics),
    calls: callsToChange(changes),
    maxRequestsPerMinute: limitIn(preview.config),
  };
}

/** By kind and name: the engine plans what doesn't depend on each other in any sequence. */
const inOrder = (changes: readonly PlannedChange[]): PlannedChange[] =>
  [...changes].sort(
    (one, other) =>
      definitions.indexOf(one.definition) - definitions.indexOf(other.definition) ||
      inTextOrder(one.urn, other.urn),
  );

const none: Adoptions = new Map();

/** What is taken over isn't created: it differs from what is on the site. */
function adopted(change: PlannedChange, adoptions: Adoptions): Pick<ForeseenChange, "adoption"> {
  const adoption = adoptions.get(change.urn);
  return { adoption: typeof adoption === "string" ? undefined : adoption };
}

/** Why it isn't known what will be taken over. */
function undecided({ urn }: PlannedChange, adoptions: Adoptions): string[] {
  const reason = adoptions.get(urn);
  return typeof reason === "string" ? [`what it takes over can't be told: ${reason}`] : [];
}

const isManaged = (resource: StateResource | null | undefined): boolean =>
  !!resource && isOfThisPackage(resource) && definitionNamed(resource.inputs?.[internal.kind]) !== undefined;

/** The engine puts the severity in front. */
const warningsIn = (diagnostics: readonly Diagnostic[]): string[] => [
  ...new Set(
    diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message.trim().replace(/^warning: /, "")),
  ),
];

/** As the provider finds it: in the environment, else in the stack's configuration. */
function limitIn(config: Readonly<Record<string, string>>): number | undefined {
  const text =
    process.env[environmentVariable("maxRequestsPerMinute")] || config["comm100:maxRequestsPerMinute"];
  return Number(text) > 0 ? Number(text) : undefined;
}
