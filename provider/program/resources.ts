import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { firstArgument, lookupsOf } from "../core/lookup";
import { isObject, valueAt } from "../core/paths";
import { ownerParameters, siteParts } from "../core/site-parts";
import type { Problem } from "../core/validate";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import { inOrderOfNeed, isNeeded, type PlannedResource, planSite } from "../site-document/plan";
import { withReferences } from "../site-document/references";
import { isSecretPlaceholder } from "../site-document/secrets";
import { undeclaredName } from "../site-document/undeclared-name";
import { visible } from "../text/visible";

/** A resource of the program that is to be written. */
export interface ProgramResource {
  planned: PlannedResource;
  name: string;
  args: Properties;
  owner: ProgramResource | undefined;
  /** What it has to wait for beside what its arguments refer to. */
  dependsOn: readonly ProgramResource[];
}

/** In the arguments: the id of another resource of the program. */
export class IdOf {
  constructor(readonly resource: ProgramResource) {}
}

/** In the arguments: the id of an object that the program doesn't declare. */
export class Lookup {
  /** @param by the argument of the lookup that the name is for: `email` of an agent */
  constructor(
    readonly kind: string,
    readonly by: string,
    readonly name: string,
  ) {}
}

/** In the arguments: a secret, by the environment variable that a site document names. */
export class SecretOf {
  constructor(readonly variable: string) {}
}

/**
 * The resources that a site document stands for, each after what it needs.
 *
 * @throws Comm100Error when it isn't a valid document
 */
export function resourcesOf(document: Properties): ProgramResource[] {
  const problems: Problem[] = [];
  const planned = inOrderOfNeed(planSite(siteParts(definitions), "", document, problems), definitions);
  const made = new Map<PlannedResource, ProgramResource>();
  for (const one of planned) made.set(one, resourceOf(one, made, { document, problems }));
  if (problems.length === 0) return [...made.values()];
  const lines = problems.map(({ path, message }) => `  ${visible(`${path}: ${message}`)}`);
  throw new Comm100Error(["The site can't be written as a program.", ...lines].join("\n"));
}

function resourceOf(
  planned: PlannedResource,
  made: ReadonlyMap<PlannedResource, ProgramResource>,
  { document, problems }: { document: Properties; problems: Problem[] },
): ProgramResource {
  const { definition } = planned.part;
  const owner = planned.owner && made.get(planned.owner);
  const [parameter] = ownerParameters(planned.part);
  const resolve = (kind: string, name: string, path: string) => {
    const message = undeclaredName(document, kind, name);
    if (message !== undefined) problems.push({ path, message });
    return idOf(kind, name, [...made.values()]);
  };
  const resolvedArguments = withReferences(definition.inputs, planned.args, planned.path, resolve, problems);
  const args = {
    ...(owner && parameter !== undefined && { [parameter]: new IdOf(owner) }),
    ...(withSecrets(resolvedArguments) as Properties),
  };
  const needed = [...made]
    .filter(([other]) => isNeeded(other, planned) && isOfUse(other, planned))
    .map(([, resource]) => resource);
  return { planned, name: planned.name || "site", args, owner, dependsOn: notImplied(needed, args) };
}

/**
 * Whether a resource that goes first has anything for the other one: features are switched on, or it is named there. A reader
 * would look in vain for the reason of any other order.
 */
function isOfUse({ part, args }: PlannedResource, other: PlannedResource): boolean {
  const { isFirst, naturalKey } = part.definition;
  if (isFirst) return Object.values(args).includes(true);
  if (!part.isList) return true;
  const names = naturalKey.map((path) => valueAt(args, path)).filter((name) => typeof name === "string");
  return textsIn(other.args).some((text) => names.some((name) => text.includes(name)));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function idOf(kind: string, name: string, made: readonly ProgramResource[]): IdOf | Lookup {
  const lookup = lookupsOf(definitions, systems).find((one) => one.name === kind);
  if (!lookup) throw new Error(`There is no lookup ${kind}`);
  const by = firstArgument(lookup);
  const declared = made.find(
    ({ planned, args }) => planned.part.definition.name === kind && args[by] === name,
  );
  return declared ? new IdOf(declared) : new Lookup(kind, by, name);
}

function withSecrets(value: unknown): unknown {
  if (isSecretPlaceholder(value)) return new SecretOf(value.secret);
  if (value instanceof IdOf || value instanceof Lookup) return value;
  if (Array.isArray(value)) return value.map(withSecrets);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withSecrets(member)]));
}

/** What is needed and nothing else waits for: the rest is there by then. */
function notImplied(needed: readonly ProgramResource[], args: Properties): ProgramResource[] {
  const implied = new Set<ProgramResource>();
  for (const resource of referredIn(args)) addAll(resource, implied);
  const wanted: ProgramResource[] = [];
  for (const resource of [...needed].reverse()) {
    if (implied.has(resource)) continue;
    wanted.unshift(resource);
    addAll(resource, implied);
  }
  return wanted;
}

function addAll(resource: ProgramResource, resources: Set<ProgramResource>): void {
  if (resources.has(resource)) return;
  resources.add(resource);
  for (const other of needsOf(resource)) addAll(other, resources);
}

/** The resources that have to be there first. */
export const needsOf = ({ args, dependsOn }: ProgramResource): ProgramResource[] => [
  ...referredIn(args),
  ...dependsOn,
];

function referredIn(value: unknown): ProgramResource[] {
  if (value instanceof IdOf) return [value.resource];
  if (Array.isArray(value)) return value.flatMap(referredIn);
  return isObject(value) ? Object.values(value).flatMap(referredIn) : [];
}
