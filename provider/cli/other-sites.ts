import { resolve } from "node:path";
import type { OtherSite } from "../site-document/accepting";
import type { Written } from "../site-document/written";
import { filesOfSites, type SiteFiles } from "./configured-sites";
import type { Given } from "./given";

/**
 * The other sites of the configuration file that have the document or its overlay.
 *
 * @param name the site that the document is taken for; undefined where that isn't a configured one
 * @returns with the names of those of which the file names no document, so that nobody knows
 */
export async function otherSites(
  name: string | undefined,
  { source, overlay }: Written,
  given: Given<"config">,
): Promise<{ others: OtherSite[]; unknown: string[] }> {
  const { noOverlay, readOverlay } = await import("../site-document/overlay.js");
  const sites = filesOfSites(given).filter((site) => site.name !== name);
  const hasDocument = ({ document }: SiteFiles) => isSameFile(document, source.file);
  const others = sites
    .filter((site) => hasDocument(site) || isSameFile(site.overlay, overlay.parsed?.file))
    .map((site) => ({
      name: site.name,
      overlay: site.overlay === undefined ? noOverlay : readOverlay(site.overlay),
      hasSameDocument: hasDocument(site),
    }));
  const unknown = sites.filter(({ document }) => document === undefined).map((site) => site.name);
  return { others, unknown };
}

const isSameFile = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && resolve(one) === resolve(other);
