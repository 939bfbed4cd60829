import { connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/definition";
import { ownerParameters, type SitePart, siteParts } from "../core/site-parts";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import { internal, withoutInternal } from "../pulumi/identity";
import type { LiveObject } from "../site-document/live-site";
import { type Names, readNames } from "../site-document/names";
import { Secret, secretPlaceholder } from "../site-document/secrets";
import { type Exported, type Purpose, toDocument } from "../site-document/to-document";
import { type Deployment, isOfThisPackage, resourcesOf, type StateResource } from "./deployment";
import { isSealed } from "./secret-values";

/**
 * For a document of what was declared, with or without an effect. The value of a secret isn't known from a state; a refresh
 * compares it.
 */
const ofState: Purpose = {
  isCompared: true,
  keepsEmpty: true,
  secret: (path) => new Secret(secretPlaceholder(path).secret, undefined, true),
};

/**
 * What a stack declares of a site, as a document: what its program said at the last update.
 *
 * @param client the stack's site, for the names of what isn't in the stack; undefined leaves their ids
 */
export async function siteOfStack(state: Deployment, client: ClientOptions | undefined): Promise<Exported> {
  const resources = resourcesOf(state).filter((resource) => isOfThisPackage(resource) && !resource.external);
  const connected = client && connect({ ...client, readOnly: true });
  try {
    const parts = siteParts(definitions);
    const owned = inParts(parts, resources, {});
    const outside = ownersOutside(parts, resources);
    const kinds = outside.map(({ part }) => part.definition.name);
    const names = await readNames(connected?.call, owned, definitions, systems, kinds);
    const named = outside.map((owner) => withName(owner, names));
    const { document, problems, ambiguous } = toDocument(
      [...owned, ...named.flatMap(({ object }) => object ?? [])],
      parts,
      names,
      ofState,
    );
    return {
      document,
      problems: [...problems, ...named.flatMap(({ problem }) => problem ?? [])],
      ambiguous,
    };
  } finally {
    await connected?.close();
  }
}

type Parents = Readonly<Record<string, string>>;

function inParts(
  parts: readonly SitePart[],
  resources: readonly StateResource[],
  parents: Parents,
): LiveObject[] {
  return parts.flatMap((part) =>
    resources
      .filter(({ inputs = {} }) => inputs[internal.kind] === part.definition.name)
      .filter(({ inputs = {} }) => ownerParameters(part).every((name) => sameId(inputs[name], parents[name])))
      .map((resource) => objectOf(part, resource, resources, parents)),
  );
}

const sameId = (one: unknown, other: unknown) => String(one).toLowerCase() === String(other).toLowerCase();

function objectOf(
  part: SitePart,
  { id = "", inputs = {} }: StateResource,
  resources: readonly StateResource[],
  parents: Parents,
): LiveObject {
  const [parameter] = part.parts.flatMap(ownerParameters);
  const parentsBelow = parameter === undefined ? parents : { ...parents, [parameter]: id };
  return {
    part,
    fields: { ...(unsealed(withoutInternal(inputs)) as Properties), id },
    children: inParts(part.parts, resources, parentsBelow),
  };
}

function unsealed(value: unknown): unknown {
  if (isSealed(value)) return new Secret("", undefined);
  if (Array.isArray(value)) return value.map(unsealed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unsealed(member)]));
}

/** The objects outside of the stack that resources of the stack belong to. */
function ownersOutside(parts: readonly SitePart[], resources: readonly StateResource[]): LiveObject[] {
  return parts.flatMap((part) => {
    const [parameter] = part.parts.flatMap(ownerParameters);
    if (parameter === undefined) return [];
    const ownersInStack = resources.filter(
      ({ inputs = {} }) => inputs[internal.kind] === part.definition.name,
    );
    const kinds = part.parts.map(({ definition }) => definition.name);
    const ids = resources
      .filter(({ inputs = {} }) => kinds.includes(String(inputs[internal.kind])))
      .map(({ inputs = {} }) => String(inputs[parameter]))
      .filter((id) => !ownersInStack.some((resource) => sameId(resource.id, id)));
    return [...new Set(ids)].map((id) => ({
      part,
      fields: { id },
      children: inParts(part.parts, resources, { [parameter]: id }),
    }));
  });
}

function withName(
  { part, fields, children }: LiveObject,
  names: Names,
): { object?: LiveObject; problem?: string } {
  const { name: kind, naturalKey } = part.definition;
  const name = names.nameOf(kind, String(fields.id));
  const [key = ""] = naturalKey;
  if (name !== undefined) return { object: { part, fields: { ...fields, [key]: name }, children } };
  const count = children.length === 1 ? "1 resource belongs" : `${children.length} resources belong`;
  return {
    problem: `${count} to ${kind} ${String(fields.id)}, which isn't in the stack and whose name isn't known, so they aren't compared. Name the stack's site with COMM100_BASE_URL and so on.`,
  };
}
