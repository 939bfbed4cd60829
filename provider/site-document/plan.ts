import type { Definition } from "../core/definition";
import { entryProperties, RESOURCE_NAME } from "../core/entry-properties";
import { declarable } from "../core/options";
import { remembered } from "../core/remembered";
import { ownerParameters, rankIn, type SitePart } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import type { Problem } from "../core/validate";
import { formerEntry, renameProblems } from "./renames";
import { entryName, nameOfWords } from "./resource-names";

/** A resource that a site's description declares. */
export interface PlannedResource {
  part: SitePart;
  /** The resource's name: `shop/Sales/Welcome`. */
  name: string;
  /** Other names that the resource may have in the state of a stack: of its objects' old names, and of earlier releases. */
  formerNames: readonly string[];
  /** Where it is described: `campaigns[0].autoInvitations[1]`. */
  path: string;
  args: Record<string, unknown>;
  /** As it is described, with what belongs to it. */
  entry: Record<string, unknown>;
  owner: PlannedResource | undefined;
}

/**
 * All resources of a description, each after what it belongs to. What is wrong with the description goes to
 * `problems`.
 *
 * @param name that of the whole site; empty for a document alone
 * @param isEventual whether a value isn't known yet: only a program has such
 */
export function planSite(
  parts: readonly SitePart[],
  name: string,
  args: Record<string, unknown>,
  problems: Problem[],
  isEventual: (value: unknown) => boolean = () => false,
): PlannedResource[] {
  const planned: PlannedResource[] = [];
  const isPlain = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !isEventual(value);
  refuseOthers(args, "", parts, [], problems);
  collect(parts, args, { names: [name], path: "", owner: undefined, isPlain }, planned, problems);
  refuseSameNames(planned, problems);
  problems.push(...renameProblems(planned));
  return planned;
}

interface Place {
  /** That of what the objects belong to, and those that it may have had. */
  names: readonly string[];
  path: string;
  owner: PlannedResource | undefined;
  isPlain(value: unknown): value is object;
}

function collect(
  parts: readonly SitePart[],
  described: Record<string, unknown>,
  place: Place,
  planned: PlannedResource[],
  problems: Problem[],
): void {
  for (const part of parts) {
    const value = described[part.property];
    if (value === undefined || value === null) continue;
    const path = place.path === "" ? part.property : `${place.path}.${part.property}`;
    if (part.isList !== Array.isArray(value) || !place.isPlain(value)) {
      problems.push({ path, message: `must be ${part.isList ? "a list" : "an object"}.` });
      continue;
    }
    const entries: readonly unknown[] = part.isList ? (value as unknown[]) : [value];
    const earlier = new Map<string, number>();
    entries.forEach((entry, index) => {
      const entryPath = part.isList ? `${path}[${index}]` : path;
      if (!place.isPlain(entry) || Array.isArray(entry)) {
        problems.push({ path: entryPath, message: "must be an object." });
        return;
      }
      const here = { ...place, path: entryPath, earlier };
      const resource = plan(part, entry as Record<string, unknown>, here, problems);
      if (!resource) return;
      planned.push(resource);
      const names = [resource.name, ...resource.formerNames];
      const below = { ...place, names, path: entryPath, owner: resource };
      collect(part.parts, entry as Record<string, unknown>, below, planned, problems);
    });
  }
}

interface EntryPlace extends Place {
  /** How often the entries before this one in the list had each of the names of earlier releases. */
  earlier: Map<string, number>;
}

function plan(
  part: SitePart,
  entry: Record<string, unknown>,
  { names: ownerNames, path, owner, isPlain, earlier }: EntryPlace,
  problems: Problem[],
): PlannedResource | undefined {
  const { own, below } = namesIn(part);
  refuseOthers(entry, path, part.parts, [...own, ...ofEntry(part)], problems);
  const args = Object.entries(entry).filter(([key]) => !below.has(key) && !ofEntry(part).includes(key));
  const called = part.isList ? namesOfEntry(part, entry, isPlain, earlier) : [""];
  if (called === undefined) {
    problems.push({
      path,
      message: `can't be named after its ${part.definition.naturalKey.join(" and ")}, which no plain text is given for. Give it a ${RESOURCE_NAME}.`,
    });
    return undefined;
  }
  const names = ownerNames.flatMap((ownerName) => called.map((word) => nameOfWords([ownerName, word])));
  const [name = "", ...formerNames] = new Set(names);
  return { part, name, formerNames, path, args: Object.fromEntries(args), entry, owner };
}

/** What an entry may say of itself, and what of it is about others. */
const namesIn = remembered((part: SitePart) => {
  const owners = ownerParameters(part);
  return {
    own: Object.keys(declarable(part.definition)).filter((key) => !owners.includes(key)),
    below: new Set(part.parts.map(({ property }) => property)),
  };
});

const ofEntry = (part: SitePart): readonly string[] => Object.keys(entryProperties(part));

/** The name of an entry's resource, and those that it may have had; undefined when no plain text is given for one. */
function namesOfEntry(
  part: SitePart,
  entry: Record<string, unknown>,
  isPlain: Place["isPlain"],
  earlier: Map<string, number>,
): string[] | undefined {
  const own = entryName(part, entry, isPlain);
  if (own === undefined) return undefined;
  const former = formerEntry(part, entry);
  const before = former && entryName(part, former, isPlain);
  const numbers = own.name === own.earlier ? [] : [numbered(own.earlier, earlier)];
  return [own.name, ...numbers, ...(before ? [before.name, before.earlier] : [])];
}

/** Where several had one name, exports of earlier releases have numbered them in their order. */
function numbered(name: string, counts: Map<string, number>): string {
  const number = (counts.get(name) ?? 0) + 1;
  counts.set(name, number);
  return number === 1 ? name : `${name} ${number}`;
}

function refuseOthers(
  described: Record<string, unknown>,
  path: string,
  parts: readonly SitePart[],
  own: readonly string[],
  problems: Problem[],
): void {
  const properties = [...own, ...parts.map(({ property }) => property)];
  for (const key of Object.keys(described)) {
    if (properties.includes(key) || described[key] === undefined) continue;
    problems.push({
      path: path === "" ? key : `${path}.${key}`,
      message: `is not a property here.${didYouMean(key, properties)}`,
    });
  }
}

function refuseSameNames(planned: readonly PlannedResource[], problems: Problem[]): void {
  const first = new Map<string, PlannedResource>();
  for (const resource of planned) {
    const key = `${resource.part.definition.name} ${resource.name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, resource);
    else {
      const message = `would be called "${resource.name}" like ${other.path}. Give one of them a ${RESOURCE_NAME}.`;
      problems.push({ path: resource.path, message });
    }
  }
}

/** Whether `other` has to be there before `resource`, of the same site or of the same owner. */
export function isNeeded(other: PlannedResource, resource: PlannedResource): boolean {
  if (other === resource || (other.owner && other.owner !== resource.owner)) return false;
  const { definition } = other.part;
  return definition.isFirst || resource.part.definition.after.includes(definition);
}

/** Each after what it belongs to, comes after or may refer to. */
export function inOrderOfNeed<One extends { part: SitePart }>(
  planned: readonly One[],
  definitions: readonly Definition[],
): One[] {
  const rank = rankIn(definitions);
  return [...planned].sort((one, other) => rank(one.part.definition) - rank(other.part.definition));
}
