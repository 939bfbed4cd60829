import { existsSync } from "node:fs";
import { didYouMean } from "../core/suggest";
import type { ComparedSite } from "../site-document/compare";
import type { Selection } from "../site-document/export";
import type { Overlay } from "../site-document/overlay";
import type { Source } from "../site-document/source";
import { CommandError, type Given } from "./command";
import type { Output } from "./output";
import { configuredSites, type NamedSite, siteNamed } from "./site";

/** A site to compare: what it is called, what is on it, and in whose terms. */
export interface Compared extends ComparedSite {
  label: string;
  overlay: Overlay;
  /** Where it is written, if it is a document. */
  source?: Source;
  /** What can't be compared as it is. */
  notes: readonly string[];
}

/**
 * A live site by its name in the configuration file, or a site document by its file.
 *
 * @throws CommandError when it is neither; Comm100Error about the site or the document
 */
export async function comparedNamed(text: string, given: Given, output: Output): Promise<Compared> {
  const sites = namesIn(given);
  if (sites.includes(text)) return comparedSite(siteNamed(text, given), output);
  if (existsSync(text)) return comparedDocument(text, given.text("overlay"));
  const known = sites.length > 0 ? `one of ${sites.join(", ")}` : "a site of comm100.config.yaml";
  throw new CommandError(
    `${text} is neither ${known} nor a file with a site document.${didYouMean(text, sites)}`,
  );
}

const namesIn = (given: Given): string[] =>
  given.text("config") !== undefined || existsSync("comm100.config.yaml")
    ? configuredSites(given).map(({ name }) => name)
    : [];

/** Reads a live site. */
export async function comparedSite(
  site: NamedSite,
  output: Output,
  selection: Selection = {},
): Promise<Compared> {
  const { exportSite } = await import("../site-document/export.js");
  const { forComparison } = await import("../site-document/placeholders.js");
  const progress = output.progress(`Reading ${site.name}`);
  const { document, problems } = await exportSite(site.client, selection, progress, forComparison);
  progress.end();
  return {
    label: site.name,
    document,
    isWhole: true,
    overlay: await overlayOf(site.overlay),
    notes: problems.map((problem) => `${site.name}: ${problem}`),
  };
}

/** Reads a site document, with the values of its overlay if it has one. */
export async function comparedDocument(file: string, overlayFile: string | undefined): Promise<Compared> {
  const { readSource } = await import("../site-document/source.js");
  const { withSecrets } = await import("../site-document/placeholders.js");
  const { resolvedOrError } = await import("../site-document/resolved.js");
  const source = readSource(file);
  const overlay = await overlayOf(overlayFile);
  return {
    label: file,
    document: withSecrets(resolvedOrError(source, overlay), process.env),
    isWhole: source.isWhole,
    overlay,
    source,
    notes: [],
  };
}

async function overlayOf(file: string | undefined): Promise<Overlay> {
  const { noOverlay, readOverlay } = await import("../site-document/overlay.js");
  return file === undefined ? noOverlay : readOverlay(file);
}
