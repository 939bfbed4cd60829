import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { fieldDifferences, type ValueDifference, valuesOnly } from "../site-document/compare-fields";
import { type ListDifference, listDifferences } from "../site-document/compare-lists";
import { type Deployment, resourcesOf, type StackPlace } from "./deployment";
import { isMatched, type Match, matchAll } from "./matching";
import { plannedResources } from "./planned";
import { previewWithSecrets } from "./preview";
import type { CountCalls } from "./pulumi-cli";
import { holdsSecret } from "./secret-values";
import { openSites } from "./sites";

/** An object that a resource with `adopt: true` takes over, and what it overwrites: the live value on the left. */
export interface Adoption {
  id: string;
  properties: ValueDifference[];
  lists: ListDifference[];
}

/** The adoptions by the URN of their resource. A text says why it can't be told which object it will be. */
export type Adoptions = ReadonlyMap<string, Adoption | string>;

/**
 * What of the site the resources with `adopt: true` would take over. Runs the preview once more, for the credentials and
 * the secrets that Pulumi shows nobody.
 */
export async function adoptionsOf(
  stack: StackPlace,
  before: Deployment,
  countCalls: CountCalls,
): Promise<Adoptions> {
  const preview = await previewWithSecrets(stack, countCalls);
  const adopting = plannedResources(preview).filter(({ inputs }) => inputs.adopt === true);
  const sites = openSites({ stack, before, preview, countCalls }, undefined);
  try {
    const matches = await matchAll(adopting, resourcesOf(before), sites);
    return new Map(matches.flatMap((match) => adoptionOf(match) ?? []));
  } catch (error) {
    if (!(error instanceof Comm100Error)) throw error;
    return new Map(adopting.map(({ urn }) => [urn, error.message]));
  } finally {
    await sites.close();
  }
}

function adoptionOf(match: Match): [[string, Adoption | string]] | undefined {
  const { urn, definition, inputs, sealedInputs } = match.planned;
  if (!isMatched(match)) return match.isAmbiguous ? [[urn, match.reason]] : undefined;
  const { id, inputs: live } = match.managed;
  const isSecret = (name: string) => holdsSecret(sealedInputs[name]);
  const plain = Object.fromEntries(Object.entries(definition.inputs).filter(([name]) => !isSecret(name)));
  const wanted = inputs as Properties;
  const secrets = match.differs
    .filter(isSecret)
    .map((path) => ({ path, left: "[secret]", right: "[secret]" }));
  const properties = [...fieldDifferences(plain, live, wanted, "right").map(valuesOnly), ...secrets];
  return [[urn, { id, properties, lists: listDifferences(plain, live, wanted, "right") }]];
}
