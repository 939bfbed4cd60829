import { existsSync, readdirSync } from "node:fs";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { didYouMean } from "../core/suggest";
import type { ComparedSite } from "../site-document/compare";
import type { Selection } from "../site-document/export";
import type { Overlay } from "../site-document/overlay";
import type { Written } from "../site-document/written";
import type { siteOfDeployed } from "../stack/sites";
import { configuredSites, filesOfSites, type NamedSite, siteFrom, siteNamed } from "./configured-sites";
import { CommandError, Given } from "./given";
import type { Output } from "./output";
import { projectFolder } from "./program-folder";
import { expectedText } from "./progress";

/** A site to compare: what it is called, what is on it, and in whose terms. */
export interface Compared extends ComparedSite {
  label: string;
  overlay: Overlay;
  /** Whether it was read from the site itself. */
  isLive: boolean;
  /** What an export of it would be. */
  forFile(): Properties;
  /** Where it is written, if it is a document. */
  written?: Written;
  /** What can't be compared as it is. */
  notes: readonly string[];
}

/** Reads what a person has named: all of it, or a part. */
type Find = (selection?: Selection) => Promise<Compared>;

/**
 * A live site by its name in the configuration file, a stack as `stack:NAME`, or a site document by its file.
 *
 * @param comparedWith what it is compared with
 * @returns what reads it: that there is such a thing, with all that reading it takes, is said before anything is read
 * @throws CommandError when it is neither; what is returned a Comm100Error about the site or the document
 */
export async function findNamed(
  text: string,
  given: Given<"config" | "cwd">,
  output: Output,
  comparedWith = "",
): Promise<Find> {
  const [prefix, stack] = text.split(/:(.*)/s);
  if (prefix === "stack" && stack) {
    const names = siteOfNames(comparedWith, given, output);
    return () => comparedStack(stack, given, names);
  }
  return findSiteOrDocument(text, given, output, comparedWith);
}

/**
 * A live site by its name in the configuration file, or a site document by its file: as it is on the site that it is
 * compared with, by the overlay of that.
 *
 * @throws as `findNamed`
 */
export async function findSiteOrDocument(
  text: string,
  given: Given<"config">,
  output: Output,
  comparedWith = "",
): Promise<Find> {
  if (namesIn(given).includes(text)) {
    const site = siteNamed(text, given, output);
    await overlayOf(site.overlay);
    return (selection) => comparedSite(site, output, selection);
  }
  if (!existsSync(text)) throw neither(text, given);
  const other = filesOfSites(given).find(
    ({ name, stack }) => name === comparedWith || (stack !== undefined && `stack:${stack}` === comparedWith),
  );
  // What is wrong with it is said before a site is asked.
  await comparedDocument(text, other?.overlay);
  return ({ only } = {}) => comparedDocument(text, other?.overlay, only);
}

function neither(text: string, given: Given<"config">): CommandError {
  const sites = namesIn(given);
  const knownSite = sites.length > 0 ? `one of ${sites.join(", ")}` : "a site of comm100.config.yaml";
  const others = [...sites, ...readdirSync(".")];
  return new CommandError(
    `${text} is neither ${knownSite} nor a file with a site document.${didYouMean(text, others)}`,
  );
}

const namesIn = (given: Given<"config">): string[] =>
  given.text("config") !== undefined || existsSync("comm100.config.yaml")
    ? configuredSites(given).map(({ name }) => name)
    : [];

/** What a stack's program declared at the last update. */
export async function comparedStack(
  name: string,
  given: Given<"cwd">,
  client: ClientOptions | undefined,
): Promise<Compared> {
  const { checkDeployment, exportStack, stackPlace } = await import("../stack/deployment.js");
  const { notCompared } = await import("../site-document/compare.js");
  const { siteOfStack } = await import("../stack/site-of-stack.js");
  const { noOverlay } = await import("../site-document/overlay.js");
  const stack = stackPlace(name, projectFolder(given));
  const state = await exportStack(stack);
  checkDeployment(stack, state);
  const { document, problems } = await siteOfStack(state, client ?? (await ownSite(stack, state)));
  return {
    label: `stack:${name}`,
    document,
    forFile: () => document,
    isWhole: false,
    isLive: true,
    overlay: noOverlay,
    notes: [
      ...problems,
      ...notCompared(document).map(
        (property) => `${property} can't be read as such, so they aren't compared.`,
      ),
    ].map((problem) => `stack:${name}: ${problem}`),
  };
}

/** Where the stack's own site can't be reached, ids stay without names, and a note says so. */
async function ownSite(...of: Parameters<typeof siteOfDeployed>): Promise<ClientOptions | undefined> {
  const { siteOfDeployed } = await import("../stack/sites.js");
  try {
    return await siteOfDeployed(...of);
  } catch (error) {
    if (error instanceof Comm100Error) return undefined;
    throw error;
  }
}

/** The site that has the names of a stack's ids: the one that it is compared with, else that of the environment. */
function siteOfNames(
  comparedWith: string,
  given: Given<"config" | "cwd">,
  output: Output,
): ClientOptions | undefined {
  if (namesIn(given).includes(comparedWith)) return siteNamed(comparedWith, given, output).client;
  return process.env.COMM100_BASE_URL ? siteFrom(new Given([], {}), output).client : undefined;
}

/** Reads a live site. */
export async function comparedSite(
  site: NamedSite,
  output: Output,
  selection: Selection = {},
): Promise<Compared> {
  const { callsFor, readSite } = await import("../site-document/export.js");
  const { forFiles } = await import("../site-document/to-document.js");
  const { forComparison } = await import("../site-document/to-document.js");
  const progress = output.progress(`Reading ${site.name}`, site.client);
  progress.announce(expectedText(callsFor(selection)));
  const read = await readSite(site.client, selection, progress);
  const { document, problems, ambiguous } = read.documentFor(forComparison);
  progress.end();
  return {
    label: site.name,
    document,
    ambiguous,
    forFile: () => read.documentFor(forFiles).document,
    isWhole: true,
    isLive: true,
    overlay: await overlayOf(site.overlay),
    notes: problems.map((problem) => `${site.name}: ${problem}`),
  };
}

/**
 * Reads a site document as it is on the site of an overlay. One that says all of a site, such as a backup, is in the
 * terms of that site already.
 */
export async function comparedDocument(
  file: string,
  overlayFile: string | undefined,
  only?: readonly string[],
): Promise<Compared & { written: Written }> {
  const { readSource } = await import("../site-document/source.js");
  const { withSecrets } = await import("../site-document/secrets.js");
  const { notCompared } = await import("../site-document/compare.js");
  const { resolvedOrError } = await import("../site-document/resolved.js");
  const source = readSource(file);
  const overlay = await overlayOf(source.isWhole ? undefined : overlayFile);
  const written = resolvedOrError(source, overlay);
  const document = Object.fromEntries(
    Object.entries(written.document).filter(([property]) => only === undefined || only.includes(property)),
  );
  return {
    label: file,
    document: withSecrets(document, process.env),
    forFile: () => document,
    isWhole: source.isWhole,
    isLive: false,
    overlay,
    written,
    notes: notCompared(document).map(
      (property) => `${file}: ${property} can't be read as such, so they aren't compared.`,
    ),
  };
}

async function overlayOf(file: string | undefined): Promise<Overlay> {
  const { noOverlay, readOverlay } = await import("../site-document/overlay.js");
  return file === undefined ? noOverlay : readOverlay(file);
}
