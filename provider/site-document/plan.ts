import * as z from "zod";
import type { Definition } from "../core/definition";
import { innerType } from "../core/field-facts";
import { declarable } from "../core/options";
import { fieldAt, valueAt } from "../core/paths";
import { remembered } from "../core/remembered";
import { ownerParameters, rankIn, type SitePart } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import type { Problem } from "../core/validate";

/** A resource that a site's description declares. */
export interface PlannedResource {
  part: SitePart;
  /** The resource's name: `shop/Sales/Welcome`. */
  name: string;
  /** Where it is described: `campaigns[0].autoInvitations[1]`. */
  path: string;
  args: Record<string, unknown>;
  /** As it is described, with what belongs to it. */
  entry: Record<string, unknown>;
  owner: PlannedResource | undefined;
}

/** A name to be used in place of the one that follows from the object. */
export const RESOURCE_NAME = "resourceName";

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
  collect(parts, args, { name, path: "", owner: undefined, isPlain }, planned, problems);
  refuseSameNames(planned, problems);
  return planned;
}

interface Place {
  name: string;
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
    entries.forEach((entry, index) => {
      const entryPath = part.isList ? `${path}[${index}]` : path;
      if (!place.isPlain(entry) || Array.isArray(entry)) {
        problems.push({ path: entryPath, message: "must be an object." });
        return;
      }
      const resource = plan(part, entry as Record<string, unknown>, { ...place, path: entryPath }, problems);
      if (!resource) return;
      planned.push(resource);
      const below = { ...place, name: resource.name, path: entryPath, owner: resource };
      collect(part.parts, entry as Record<string, unknown>, below, planned, problems);
    });
  }
}

function plan(
  part: SitePart,
  entry: Record<string, unknown>,
  { name: ownerName, path, owner, isPlain }: Place,
  problems: Problem[],
): PlannedResource | undefined {
  const { own, below } = namesIn(part);
  refuseOthers(entry, path, part.parts, own, problems);
  const args = Object.entries(entry).filter(([key]) => !below.has(key) && key !== RESOURCE_NAME);
  const called = part.isList ? nameOf(part, entry, isPlain) : [];
  if (called === undefined) {
    problems.push({
      path,
      message: `can't be named after its ${part.definition.naturalKey.join(" and ")}, which no plain text is given for. Give it a ${RESOURCE_NAME}.`,
    });
    return undefined;
  }
  return {
    part,
    name: [ownerName, ...called].filter((word) => word !== "").join("/"),
    path,
    args: Object.fromEntries(args),
    entry,
    owner,
  };
}

/** What an entry may say of itself, and what of it is about others. */
const namesIn = remembered((part: SitePart) => {
  const owners = ownerParameters(part);
  const fields = Object.keys(declarable(part.definition)).filter((key) => !owners.includes(key));
  return {
    own: [...fields, ...(part.isList ? [RESOURCE_NAME] : [])],
    below: new Set(part.parts.map(({ property }) => property)),
  };
});

/** What tells the object from the others, as far as it is plain text; undefined when nothing is. */
export function nameOf(
  part: SitePart,
  entry: Record<string, unknown>,
  isPlain: Place["isPlain"],
): string[] | undefined {
  const chosen = entry[RESOURCE_NAME];
  if (typeof chosen === "string" && chosen !== "") return [chosen];
  const { parameters, definition } = part;
  const words = [...parameters, ...definition.naturalKey].flatMap((path) => {
    const value = valueAt(entry, path);
    const text = typeof value === "object" && !isPlain(value) ? undefined : plainText(value);
    if (text === undefined) return [];
    const field = fieldAt(definition.inputs, path);
    // The rest of a URL may hold a token, and names are in every log.
    return field && innerType(field) instanceof z.ZodURL ? [URL.parse(text)?.host ?? ""] : [text];
  });
  return words.length === 0 ? undefined : [words.join(" ")];
}

/** A text, a number, or the name in a reference such as `{ agent: "ann@example.com" }`. */
function plainText(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [only, ...others] = Object.values(value);
  return typeof only === "string" && others.length === 0 ? only : undefined;
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
