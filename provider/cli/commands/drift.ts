import { acceptedLine, acceptedProperty } from "../accept";
import { defineCommand, exitCodes } from "../command";
import { comparedDocument, comparedSite, comparedStack } from "../compared";
import {
  type NamedSite,
  namesSite,
  overlayOf,
  siteFrom,
  siteOptions,
  unnamedSite,
} from "../configured-sites";
import { reportOf, stackReportOf } from "../differences";
import { CommandError, type CommandOption, type GivenTo } from "../given";
import { ignoredBy, ignoreOptions, withoutIgnored } from "../ignore";
import { lossNotes } from "../loss-notes";
import type { Output } from "../output";
import { cwdOption, projectFolder } from "../program-folder";
import { callsText } from "../progress";
import { deliverReport, type Report, type ReportedProperty, reportFormat, reportOptions } from "../report";

const options = [
  { flags: "--stack <name>", description: "compare with what this stack has deployed" },
  cwdOption,
  {
    flags: "--run-program",
    description: "run the stack's program, too: where its configuration was changed",
  },
  { flags: "--document <file>", description: "compare with this site document instead; without Pulumi" },
  ...siteOptions,
  { flags: "--overlay <file>", description: "overlay of the document (default: that of the site)" },
  {
    flags: "--unmanaged",
    description: "also what is on the site and isn't managed, and the managed share",
  },
  {
    flags: "--fail-on-unmanaged",
    description: "as --unmanaged, and exit code 2 also where an object isn't managed",
  },
  {
    flags: "--managed-by <stack>",
    description: "another stack that manages a part of the site, for what isn't managed (repeatable)",
    isRepeatable: true,
  },
  { flags: "--accept", description: "also the line that would accept each live value" },
  ...reportOptions,
  ...ignoreOptions,
] as const satisfies readonly CommandOption[];

type Given = GivenTo<typeof options>;

export const drift = defineCommand({
  name: "drift",
  description: "Tell whether a live site still is what was deployed. Reads only. Exit code 2 when it isn't.",
  options,
  examples: [
    "comm100 drift --stack production",
    "comm100 drift --stack production --unmanaged --site production --format markdown --out drift.md",
    'comm100 drift --document site.yaml --site production --ignore "*.offlineMessage*"',
  ],
  different: "the site is not what was deployed",
  async run(given, output) {
    reportFormat(given);
    const isIgnored = ignoredBy(given);
    const stack = given.text("stack");
    if ((stack === undefined) === (given.text("document") === undefined)) {
      throw new CommandError("Say what was deployed: either --stack NAME or --document FILE.");
    }
    const report =
      stack === undefined ? await documentReport(given, output) : await stackReport(stack, given, output);
    const shown = withoutIgnored(report, isIgnored);
    const code = deliverReport(given, output, stack === undefined ? shown : withRemedy(shown, stack));
    const isUnmanaged = given.isSet("failOnUnmanaged") && shown.coverage?.unmanaged.length !== 0;
    return isUnmanaged ? exitCodes.different : code;
  },
});

const sides = { left: "deployed", right: "live", missing: "not on the site" };

const tellsUnmanaged = (given: Given) => given.isSet("unmanaged") || given.isSet("failOnUnmanaged");

async function stackReport(stack: string, given: Given, output: Output): Promise<Report> {
  const { driftOfStack } = await import("../../stack/drift.js");
  const { stackPlace } = await import("../../stack/deployment.js");
  const options = {
    runProgram: given.isSet("runProgram"),
    expectCalls: (calls: number) => output.progress(`Reading stack ${stack}`).announce(callsText(calls)),
    countCalls: output.countCalls,
  };
  const drifted = await driftOfStack(stackPlace(stack, projectFolder(given)), options);
  const report = stackReportOf(drifted, {
    title: `Drift of stack ${stack}`,
    ...sides,
  });
  const shown = given.isSet("accept") ? withLines(report, acceptedProperty) : report;
  if (!tellsUnmanaged(given)) return shown;
  const site = namesSite(given) ? siteFrom(given, output) : await siteOfStack(stack, given, output);
  const stacks = [stack, ...given.all("managedBy")];
  const declared = await Promise.all(stacks.map((name) => comparedStack(name, given, site.client)));
  const live = await comparedSite(site, output);
  return {
    ...(await withCoverage(shown, declared, live)),
    notes: [...declared.flatMap(({ notes }) => notes), ...live.notes],
  };
}

/** The site that the stack's state names; where it names none, whoever asks has to. */
async function siteOfStack(name: string, given: Given, output: Output): Promise<NamedSite> {
  const { exportStack, stackPlace } = await import("../../stack/deployment.js");
  const { siteOfDeployed } = await import("../../stack/sites.js");
  const stack = stackPlace(name, projectFolder(given));
  const client = await siteOfDeployed(stack, await exportStack(stack));
  return client ? unnamedSite(client, output) : siteFrom(given, output);
}

/** A plain `pulumi up` compares the program with the state, and writes nothing where these two agree. */
function withRemedy(report: Report, stack: string): Report {
  if (report.differences.length === 0) return report;
  const remedy = `pulumi up --refresh --stack ${stack} puts the site right. To keep what is on the site, change the program to it first.`;
  return { ...report, notes: [...report.notes, remedy] };
}

async function documentReport(given: Given, output: Output): Promise<Report> {
  const { compareSites } = await import("../../site-document/compare.js");
  const { aligned } = await import("../../site-document/aligned.js");
  const { renameNotes } = await import("../rename-notes.js");
  const wanted = await comparedDocument(given.text("document") ?? "", overlayOf(given));
  const site = siteFrom(given, output);
  const isWide = tellsUnmanaged(given) || wanted.isWhole;
  const live = await comparedSite(site, output, isWide ? {} : { describedIn: wanted.document });
  const differences = compareSites(wanted, live);
  const drifted = differences.filter(({ change }) => change !== "additional" || wanted.isWhole);
  const title = `Drift of ${wanted.label} on ${site.name}`;
  const notes = [
    ...wanted.notes,
    ...live.notes,
    ...renameNotes(differences, wanted, live),
    ...lossNotes(drifted),
  ];
  const report = reportOf(drifted, { title, ...sides }, wanted, notes);
  const shown = given.isSet("accept") ? withLines(report, acceptedLine) : report;
  const inItsNames = { ...live, document: aligned(wanted.document, live.document).document };
  return tellsUnmanaged(given) ? withCoverage(shown, [wanted], inItsNames) : shown;
}

const withLines = (report: Report, lineOf: (property: ReportedProperty) => string): Report => ({
  ...report,
  differences: report.differences.map((difference) => ({
    ...difference,
    properties: difference.properties.map((property) => ({ ...property, accept: lineOf(property) })),
  })),
});

type Described = Parameters<typeof reportOf>[2];

async function withCoverage(
  report: Report,
  declared: readonly Described[],
  live: Described,
): Promise<Report> {
  const { coverageOf } = await import("../../site-document/coverage.js");
  const { unmanaged, unmanagedFields, ...shares } = coverageOf(
    declared.map(({ document }) => document),
    live,
  );
  return {
    ...report,
    coverage: {
      ...shares,
      unmanaged: unmanaged.map(({ part, place, below, ids }) => ({
        kind: part.definition.name,
        object: place,
        below,
        ids,
      })),
      unmanagedFields: unmanagedFields.map(({ object, fields }) => ({
        kind: object.part.definition.name,
        object: object.place,
        fields,
      })),
    },
  };
}
