import { connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { isObject } from "../core/paths";
import { keyWithinOwner, type SitePart, siteParts } from "../core/site-parts";
import { didYouMean } from "../core/suggest";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import {
  type ExpectedCalls,
  expectedCalls,
  isExported,
  noProgress,
  type Progress,
  readLiveSite,
} from "./live-site";
import { readNames } from "./names";
import { formerKey } from "./renames";
import { type Exported, forFiles, type Purpose, toDocument } from "./to-document";

/** Which part of a site is wanted. Default: all of it. */
export interface Selection {
  /** Properties of the document, such as campaigns and webhooks. */
  only?: readonly string[] | undefined;
  /** The one campaign of this name, and nothing else. */
  campaign?: string | undefined;
  /** Only what this document describes: no more requests than that takes. */
  describedIn?: Properties | undefined;
}

/**
 * Reads a live site into a document. Writes nothing: the client refuses every method but GET.
 *
 * @throws Comm100Error for a selection that names what there isn't, and about the site
 */
export async function exportSite(
  options: ClientOptions,
  selection: Selection = {},
  progress: Progress = noProgress,
): Promise<Exported> {
  return (await readSite(options, selection, progress)).documentFor(forFiles);
}

/** A site that was read, for documents of any purpose. */
export interface ReadSite {
  documentFor(purpose: Purpose): Exported;
}

/** As `exportSite`, where several documents of one reading are needed. */
export async function readSite(
  options: ClientOptions,
  selection: Selection = {},
  progress: Progress = noProgress,
): Promise<ReadSite> {
  const parts = selected(selection);
  const { call, close } = connect({ ...options, readOnly: true });
  try {
    const campaigns: string[] = [];
    const wantedOf = (part: SitePart, members: readonly Properties[]) => {
      if (!parts.includes(part)) return members;
      if (part.property === "campaigns" && selection.campaign !== undefined) {
        campaigns.push(...members.map(({ name }) => String(name)));
        return members.filter(({ name }) => name === selection.campaign);
      }
      return selection.describedIn ? describedMembers(selection.describedIn, part, members) : members;
    };
    const site = await readLiveSite(call, parts, progress, wantedOf);
    if (selection.campaign !== undefined && site.length === 0) {
      const offer = campaigns.length === 0 ? "" : ` There are: ${campaigns.join(", ")}.`;
      throw new Comm100Error(
        `The site has no campaign "${selection.campaign}".${offer}${didYouMean(selection.campaign, campaigns)}`,
      );
    }
    const names = await readNames(call, site, definitions, systems, [], progress);
    return { documentFor: (purpose) => toDocument(site, parts, names, purpose) };
  } finally {
    await close();
  }
}

/**
 * How many calls a reading will take, besides one or two for the names of agents and departments.
 *
 * @throws Comm100Error for a selection that names what there isn't
 */
export const callsFor = (selection: Selection): ExpectedCalls => expectedCalls(selected(selection));

/** @throws Comm100Error for a selection that names what there isn't */
export function selected({ only, campaign, describedIn }: Selection): readonly SitePart[] {
  const all = siteParts(definitions);
  const parts = describedIn === undefined ? all : mentioned(all, [describedIn]);
  const wanted = campaign === undefined ? only : ["campaigns"];
  if (wanted === undefined) return parts;
  const properties = parts.filter(isExported).map(({ property }) => property);
  const strange = wanted.find((name) => !properties.includes(name));
  if (strange !== undefined) {
    throw new Comm100Error(
      `A site document has no ${strange}, only ${properties.join(", ")}.${didYouMean(strange, properties)}`,
    );
  }
  return parts.filter(({ property }) => wanted.includes(property));
}

/** The parts that any of the entries has, and of those the parts that any of theirs has. */
const mentioned = (parts: readonly SitePart[], entries: readonly Properties[]): SitePart[] =>
  parts
    .filter(({ property }) => entries.some((entry) => entry[property] !== undefined))
    .map((part) => ({
      ...part,
      parts: mentioned(
        part.parts,
        entries.flatMap((one) => entriesOf(one, part)),
      ),
    }));

const entriesOf = (described: Properties, { property }: SitePart): Properties[] =>
  [described[property]].flat().filter(isObject);

/**
 * Of the members of a list those that a document describes. Where one that it describes isn't among them, all of them: one of
 * the others may be it under another name. Members that nothing belongs to cost no request of their own: all of them can stay.
 */
function describedMembers(document: Properties, part: SitePart, members: readonly Properties[]) {
  if (part.parts.length === 0 || !part.isList) return members;
  const keys = new Set(members.map((member) => keyWithinOwner(part, member)));
  const described = entriesOf(document, part).map((entry) => ({
    key: keyWithinOwner(part, entry),
    before: formerKey(part, entry),
  }));
  if (described.some(({ key, before }) => !keys.has(key) && !keys.has(before))) return members;
  const wanted = new Set(described.flatMap(({ key, before }) => [key, before]));
  return members.filter((member) => wanted.has(keyWithinOwner(part, member)));
}
