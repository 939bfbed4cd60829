import type { AcceptedSite } from "../site-document/accepting";
import type { ObjectDifference } from "../site-document/compare";
import type { Written } from "../site-document/written";
import { acceptable } from "./accepted-report";
import type { Given } from "./given";
import { otherSites } from "./other-sites";
import type { Output } from "./output";
import { writeAccepted } from "./write-accepted";

/** What a document takes over from a site that it describes. */
export interface TakenOver {
  written: Written;
  /** The site of the configuration file; undefined for the one of the environment. */
  name: string | undefined;
  differences: readonly ObjectDifference[];
  right: AcceptedSite;
}

/**
 * Writes what differs on one site into the document and the overlay of that site: into the overlay what other sites
 * don't have, as far as they have the document, too. Shows what it has changed.
 *
 * @returns the files that have changed
 * @throws CommandError with each thing that can't be written; then nothing was
 */
export async function takeOver(
  { written, name, differences, right }: TakenOver,
  given: Given<"config">,
  output: Output,
  show: (line: string) => void,
): Promise<string[]> {
  const { Acceptance } = await import("../site-document/accepting/index.js");
  const { others, unknown } = await otherSites(name, written, given);
  const sharing = others.filter(({ hasSameDocument }) => hasSameDocument).map((other) => other.name);
  const isShared = sharing.length > 0 || unknown.length > 0;
  const taken = acceptable(written, differences);
  const acceptance = new Acceptance(written, taken.differences, right, isShared ? "overlay" : "document");
  const { files, refusals } = acceptance.files();
  writeAccepted(files, [...taken.refusals, ...refusals], show);
  if (files.length > 0 && isShared && written.overlay.parsed === undefined) {
    const theirs =
      sharing.length > 0
        ? `which is that of ${sharing.join(", ")}, too`
        : "which may be that of other sites, too";
    output.note(
      `${name ?? "The site"} has no overlay: what differs went into ${written.source.file}, ${theirs}.`,
    );
  }
  return files.map(({ file }) => file);
}
