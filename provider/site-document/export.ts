import { connect } from "../api/client";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { type SitePart, siteParts } from "../core/site";
import { didYouMean } from "../core/suggest";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";
import { isExported, type Progress, readLiveSite } from "./live-site";
import { readNames } from "./names";
import { type Exported, forFiles, type Purpose, toDocument } from "./to-document";

/** Which part of a site is wanted. Default: all of it. */
export interface Selection {
  /** Properties of the document, such as campaigns and webhooks. */
  only?: readonly string[] | undefined;
  /** The one campaign of this name, and nothing else. */
  campaign?: string | undefined;
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
  purpose: Purpose = forFiles,
): Promise<Exported> {
  const parts = selected(selection);
  const { call, close } = connect({ ...options, readOnly: true });
  try {
    const isWanted = (part: SitePart, fields: Properties) =>
      part.property !== "campaigns" || selection.campaign === undefined || fields.name === selection.campaign;
    const site = await readLiveSite(call, parts, progress, isWanted);
    if (selection.campaign !== undefined && site.length === 0) {
      throw new Comm100Error(`The site has no campaign "${selection.campaign}".`);
    }
    return toDocument(site, parts, await readNames(call, site, definitions, systems), purpose);
  } finally {
    await close();
  }
}

export const noProgress: Progress = { expected() {}, done() {} };

function selected({ only, campaign }: Selection): readonly SitePart[] {
  const parts = siteParts(definitions);
  const wanted = campaign === undefined ? only : ["campaigns"];
  if (wanted === undefined) return parts;
  const known = parts.filter(isExported).map(({ property }) => property);
  const strange = wanted.find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw new Comm100Error(
      `A site document has no ${strange}, only ${known.join(", ")}.${didYouMean(strange, known)}`,
    );
  }
  return parts.filter(({ property }) => wanted.includes(property));
}
