import type { Definition, Properties } from "../core/definition";
import { keyNames } from "../core/natural-key";
import { hasUnknown } from "../core/unknown";
import { definitionNamed } from "../definitions";
import { type Existing, existing } from "../lifecycle/existing";
import { normalisedId } from "../lifecycle/members";
import { internal } from "../pulumi/identity";
import type { StateResource } from "./deployment";
import { type Planned, urnOfReference } from "./planned";
import type { Sites } from "./sites";

/** A resource and the object of the site that it will manage. */
export interface Matched extends Existing {
  planned: Planned;
  /** The origin of the site that it is on. */
  site: string;
}

/** A resource that isn't imported, and why: `pulumi up` creates it, or says what is wrong. */
export interface Unmatched {
  planned: Planned;
  reason: string;
  /** The site has more than one such object: a person has to decide. */
  isAmbiguous?: true;
}

export type Match = Matched | Unmatched;

export const isMatched = (match: Match): match is Matched => "managed" in match;
export const isUnmatched = (match: Match): match is Unmatched => !isMatched(match);

/**
 * The object of the site that each resource would manage, found by what it belongs to and its natural key.
 *
 * @param inState what the stack has already
 */
export async function matchAll(
  planned: readonly Planned[],
  inState: readonly StateResource[],
  sites: Sites,
): Promise<Match[]> {
  const byUrn = new Map(planned.map((resource) => [resource.urn, resource]));
  const matches = new Map<string, Promise<Match>>();
  const owners = ownersIn(inState);

  /** Looks for each resource once, and for what it belongs to before it, in whichever order they are asked for. */
  function match(resource: Planned): Promise<Match> {
    const pending = matches.get(resource.urn) ?? find(resource);
    matches.set(resource.urn, pending);
    return pending;
  }

  async function find(planned: Planned): Promise<Match> {
    const { definition } = planned;
    const inputs = await withParents(planned, byUrn, match);
    if (inputs === undefined) return { planned, reason: "what it belongs to isn't imported" };
    const candidates = await existing(await sites.reading(planned.provider), definition, inputs);
    if (!candidates) return { planned, reason: `its ${keyText(definition)} isn't known before an update` };
    const [only] = candidates;
    if (!only) return { planned, reason: "it isn't on the site" };
    if (candidates.length > 1) return twins(planned, candidates);
    const owner = owners.get(objectOf(definition, only.managed.id, planned.provider));
    if (owner !== undefined) return { planned, reason: `${owner} manages it` };
    return { planned, ...only, site: await sites.siteOf(planned.provider) };
  }

  return withoutSecondOnes(await Promise.all(planned.map(match)));
}

/** The inputs with the ids of what the resource belongs to; undefined where an owner isn't on the site. */
async function withParents(
  { definition, inputs, state }: Planned,
  byUrn: ReadonlyMap<string, Planned>,
  match: (planned: Planned) => Promise<Match>,
): Promise<Properties | undefined> {
  const withIds = { ...inputs };
  for (const [parameter, parent] of Object.entries(definition.parents)) {
    if (!hasUnknown(inputs[parameter])) continue;
    const kind = typeof parent === "string" ? parent : parent.name;
    const owners = (state.propertyDependencies?.[parameter] ?? [])
      .flatMap((urn) => byUrn.get(urn) ?? [])
      .filter((owner) => owner.definition.name === kind);
    const [owner] = owners;
    if (!owner || owners.length > 1) return undefined;
    const ownersMatch = await match(owner);
    if (!isMatched(ownersMatch)) return undefined;
    withIds[parameter] = ownersMatch.managed.id;
  }
  return withIds;
}

const keyText = (definition: Definition) =>
  definition.naturalKey.length > 0 ? keyNames(definition) : definition.parameters.join(" or ");

function twins(planned: Planned, candidates: readonly Existing[]): Unmatched {
  const ids = candidates.map(({ managed }) => managed.id).join(", ");
  const reason = `the site has ${candidates.length} of the same ${keyNames(planned.definition, planned.inputs)}: ids ${ids}`;
  return { planned, reason, isAmbiguous: true };
}

/** The objects that the stack's resources manage, each with the URN of its resource. */
function ownersIn(inState: readonly StateResource[]): Map<string, string> {
  const owned = inState.flatMap((resource): [string, string][] => {
    const definition = definitionNamed(resource.inputs?.[internal.kind]);
    if (!definition || resource.external) return [];
    const { id = "", provider = "", urn } = resource;
    return [[objectOf(definition, id, urnOfReference(provider)), urn]];
  });
  return new Map(owned);
}

/** A text that tells an object from all others. What each site has one of has the same id on every site. */
function objectOf({ name, hasId, parameters }: Definition, id: string, provider: string): string {
  const site = hasId || parameters.length > 0 ? "" : provider;
  return `${name} ${normalisedId(id)} ${site}`;
}

/** Two providers may be one site: then only the first resource of an object has it. */
function withoutSecondOnes(matches: readonly Match[]): Match[] {
  const taken = new Map<string, string>();
  return matches.map((match) => {
    if (!isMatched(match)) return match;
    const { planned, managed } = match;
    const object = objectOf(planned.definition, managed.id, planned.provider);
    const first = taken.get(object);
    if (first !== undefined) return { planned, reason: `${first} is the same object` };
    taken.set(object, planned.urn);
    return match;
  });
}
