import type { ClientOptions } from "../api/options";
import { Comm100Error } from "../core/errors";
import {
  checkDeployment,
  type Deployment,
  exportStack,
  resourcesOf,
  type StackPlace,
  type StateResource,
} from "./deployment";
import { callsToFind, type ExpectCalls } from "./expected-calls";
import { importedResources } from "./imported";
import { isMatched, isUnmatched, type Match, type Matched, matchAll, type Unmatched } from "./matching";
import { plannedResources, resourceTitle } from "./planned";
import { type Preview, type PreviewWithSecrets, previewWithSecrets } from "./preview";
import type { CountCalls } from "./pulumi-cli";
import { openSites } from "./sites";

/** What an import would add to a stack's state. */
export interface ImportPlan {
  stack: StackPlace;
  /** The addresses of the sites that were looked at. */
  addresses: readonly string[];
  /** The state before, secrets encrypted. */
  before: Deployment;
  matched: readonly Matched[];
  /** What `pulumi up` is left with. */
  unmatched: readonly Unmatched[];
  /** What is added to the state, in this order; secrets in clear. */
  added: readonly StateResource[];
  preview: Preview;
}

export interface ImportOptions {
  /** For the default provider, instead of the settings in the environment and the stack's configuration. */
  site: ClientOptions | undefined;
  expectCalls: ExpectCalls;
  countCalls: CountCalls;
  /** Whether what nothing brings back once it is deleted is protected, whatever the program says. */
  protects: boolean;
}

/**
 * Finds on the site what the program declares and the stack doesn't have yet. Changes nothing anywhere.
 *
 * @throws Comm100Error for a state that isn't understood, a program that fails, twins on the site, and about the site
 */
export async function planImport(
  stack: StackPlace,
  { site, expectCalls, countCalls, protects }: ImportOptions,
): Promise<ImportPlan> {
  const before = await exportStack(stack);
  checkDeployment(stack, before);
  const preview = await previewWithSecrets(stack, countCalls);
  const sites = openSites({ stack, before, preview, countCalls }, site);
  try {
    const planned = plannedResources(preview);
    expectCalls(callsToFind(planned));
    const onSite = await matchAll(planned, resourcesOf(before), sites);
    refuseTwins(onSite);
    const matches = withParents(onSite, preview, resourcesOf(before));
    const matched = matches.filter(isMatched);
    return {
      stack,
      addresses: sites.addresses(),
      before,
      matched,
      unmatched: matches.filter(isUnmatched),
      added: importedResources(preview, matched, { state: before, protects }),
      preview: withoutInputs(preview),
    };
  } finally {
    await sites.close();
  }
}

/** What may be shown. */
const withoutInputs = ({ inputs, ...preview }: PreviewWithSecrets): Preview => preview;

function refuseTwins(matches: readonly Match[]): void {
  const twins = matches.filter(isUnmatched).filter(({ isAmbiguous }) => isAmbiguous);
  if (twins.length === 0) return;
  const texts = twins.map(({ planned, reason }) => `${resourceTitle(planned)}: ${reason}`);
  throw new Comm100Error(
    `It can't be told which object to import. ${texts.join("; ")}. Nothing was changed. Rename or delete all but one of them in the control panel.`,
  );
}

/** A resource can only be in a state that has its parent. Without it the resource waits for `pulumi up`. */
function withParents(
  matches: readonly Match[],
  { steps }: Preview,
  inState: readonly StateResource[],
): Match[] {
  const matched = new Set(matches.filter(isMatched).map(({ planned }) => planned.urn));
  const inProgram = new Map(steps.map(({ urn, newState }) => [urn, newState]));
  const urnsInState = new Set(inState.map(({ urn }) => urn));
  const isThere = (urn: string | undefined): boolean => {
    const resource = urn === undefined ? undefined : inProgram.get(urn);
    if (urn === undefined || urnsInState.has(urn) || !resource) return true;
    // A component is added along with the resources in it.
    return (!resource.custom || matched.has(urn)) && isThere(resource.parent);
  };
  return matches.map((match) =>
    isMatched(match) && !isThere(match.planned.state.parent)
      ? { planned: match.planned, reason: "its parent resource isn't imported" }
      : match,
  );
}
