import { objectsOf } from "../../site-document/objects";
import { acceptedLine } from "../accept";
import { type Command, CommandError, type Given } from "../command";
import { comparedDocument, comparedSite } from "../compared";
import { reportOf } from "../differences";
import { ignoredBy, ignoreOptions, withoutIgnored } from "../ignore";
import type { Output } from "../output";
import { deliverReport, type Report, reportFormat, reportOptions } from "../report";
import { overlayOf, siteFrom, siteOptions } from "../site";

export const drift: Command = {
  name: "drift",
  description: "Tell whether a live site still is what was deployed. Reads only. Exit code 2 when it isn't.",
  options: [
    { flags: "--document <file>", description: "compare with this site document" },
    ...siteOptions,
    { flags: "--overlay <file>", description: "overlay of the document (default: that of the site)" },
    {
      flags: "--unmanaged",
      description: "also what is on the site and isn't managed, and the managed share",
    },
    { flags: "--accept", description: "also the line that would accept each live value" },
    ...reportOptions,
    ...ignoreOptions,
  ],
  examples: [
    "comm100 drift --stack production",
    "comm100 drift --document site.yaml --site production --format markdown --out drift.md",
    'comm100 drift --stack production --unmanaged --ignore "*.offlineMessage*"',
  ],
  async run(given, output) {
    reportFormat(given);
    const isIgnored = ignoredBy(given);
    const report = await documentReport(given, output);
    return deliverReport(given, output, withoutIgnored(report, isIgnored));
  },
};

async function documentReport(given: Given, output: Output): Promise<Report> {
  const file = given.text("document");
  if (file === undefined) throw new CommandError("Say what was deployed: --stack NAME or --document FILE.");
  const { compareSites } = await import("../../site-document/compare.js");
  const wanted = await comparedDocument(file, overlayOf(given));
  const site = siteFrom(given);
  const isWide = given.isSet("unmanaged") || wanted.isWhole;
  const live = await comparedSite(site, output, isWide ? {} : { describedIn: wanted.document });
  const differences = compareSites(wanted, live);
  const drifted = differences.filter(({ change }) => change !== "additional" || wanted.isWhole);
  const sides = { title: `Drift of ${wanted.label} on ${site.name}`, left: "deployed", right: "live" };
  const report = reportOf(drifted, sides, wanted, live.notes);
  return {
    ...report,
    differences: given.isSet("accept") ? report.differences.map(withAccepted) : report.differences,
    ...(given.isSet("unmanaged") && { coverage: coverageOf(wanted.document, live.document) }),
  };
}

const withAccepted = (one: Report["differences"][number]): Report["differences"][number] => ({
  ...one,
  properties: one.properties.map((property) => ({ ...property, accept: acceptedLine(property) })),
});

/** How much of a site a document manages, and what not. */
function coverageOf(
  document: Parameters<typeof objectsOf>[0],
  live: Parameters<typeof objectsOf>[0],
): NonNullable<Report["coverage"]> {
  const managed = new Set(objectsOf(document).map(({ key }) => key));
  const all = objectsOf(live);
  const others = all.filter(({ key }) => !managed.has(key));
  const unmanaged = others.filter(({ owner }) => owner === undefined || managed.has(owner.key));
  const isBelow = (one: (typeof all)[number], key: string): boolean =>
    one.owner !== undefined && (one.owner.key === key || isBelow(one.owner, key));
  return {
    managed: all.length - others.length,
    total: all.length,
    unmanaged: unmanaged.map(({ part, place, key }) => ({
      kind: part.definition.name,
      object: place,
      below: all.filter((one) => isBelow(one, key)).length,
    })),
  };
}
