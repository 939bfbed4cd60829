import type { ObjectDifference } from "../../site-document/compare";
import type { Written } from "../../site-document/written";
import { acceptable, withAcceptedLines } from "../accepted-report";
import { withLinesOfStack } from "../accepted-stack";
import { defineCommand, exitCodes } from "../command";
import { type Compared, comparedDocument, comparedSite, comparedStack } from "../compared";
import {
  type NamedSite,
  namesSite,
  overlayOf,
  siteFrom,
  siteOptions,
  unnamedSite,
} from "../configured-sites";
import { CommandError, type CommandOption, type GivenTo } from "../given";
import { type Ignored, ignoredBy, ignoreOptions, notIgnored, withoutIgnored } from "../ignore";
import { lossNotes } from "../loss-notes";
import { otherSites } from "../other-sites";
import type { Output } from "../output";
import { cwdOption, projectFolder } from "../program-folder";
import { callsText } from "../progress";
import { deliverReport, type Report, reportFormat, reportOptions } from "../report";
import { writeAccepted } from "../write-accepted";

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
  { flags: "--accept", description: "also the line that would accept each live value, and where it is" },
  {
    flags: "--write",
    description:
      "with --accept: write these lines into the document and its overlay; all of them, or nothing",
  },
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
    if (given.isSet("write") && !(given.isSet("accept") && stack === undefined)) {
      throw new CommandError(
        "--write goes with --accept and --document: it changes the lines of the document.",
      );
    }
    const { report, write } =
      stack === undefined
        ? await documentReport(given, output, isIgnored)
        : { report: withRemedy(withoutIgnored(await stackReport(stack, given, output), isIgnored), stack) };
    const code = deliverReport(given, output, report);
    write?.();
    const isUnmanaged = given.isSet("failOnUnmanaged") && report.coverage?.unmanaged.length !== 0;
    if (isUnmanaged) return exitCodes.different;
    return write ? exitCodes.fine : code;
  },
});

const sides = { left: "deployed", right: "live", missing: "not on the site" };

const tellsUnmanaged = (given: Given) => given.isSet("unmanaged") || given.isSet("failOnUnmanaged");

async function stackReport(stack: string, given: Given, output: Output): Promise<Report> {
  const { driftOfStack } = await import("../../stack/drift.js");
  const { stackReportOf } = await import("../differences.js");
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
  const shown = given.isSet("accept") ? await withLinesOfStack(report, drifted, stack, given) : report;
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

/** The report, and what writes the accepted lines where that was asked for. */
interface DocumentReport {
  report: Report;
  write?: (() => void) | undefined;
}

async function documentReport(given: Given, output: Output, isIgnored: Ignored): Promise<DocumentReport> {
  const { compareSites } = await import("../../site-document/compare.js");
  const { reportOf } = await import("../differences.js");
  const { aligned } = await import("../../site-document/aligned.js");
  const { renameNotes } = await import("../rename-notes.js");
  const wanted = await comparedDocument(given.text("document") ?? "", overlayOf(given));
  const site = siteFrom(given, output);
  const isWide = tellsUnmanaged(given) || wanted.isWhole;
  const live = await comparedSite(site, output, isWide ? {} : { describedIn: wanted.document });
  const all = compareSites(wanted, live);
  const differences = all.filter(({ change }) => change !== "additional" || wanted.isWhole);
  const title = `Drift of ${wanted.label} on ${site.name}`;
  const notes = [
    ...wanted.notes,
    ...live.notes,
    ...renameNotes(all, wanted, live),
    ...lossNotes(differences),
  ];
  const report = reportOf(differences, { title, ...sides }, { left: wanted, right: live }, notes);
  const inItsNames = { ...live, document: aligned(wanted.document, live.document).document };
  const shown = tellsUnmanaged(given) ? await withCoverage(report, [wanted], inItsNames) : report;
  if (!given.isSet("accept") || wanted.written === undefined) {
    return { report: withoutIgnored(shown, isIgnored) };
  }
  return acceptedReport(shown, { differences, live, isIgnored, written: wanted.written }, given, output);
}

interface Comparison {
  differences: readonly ObjectDifference[];
  live: Compared;
  isIgnored: Ignored;
  written: Written;
}

async function acceptedReport(
  report: Report,
  { differences, live, isIgnored, written }: Comparison,
  given: Given,
  output: Output,
): Promise<DocumentReport> {
  const { Acceptance } = await import("../../site-document/accepting/index.js");
  const taken = acceptable(written, notIgnored(differences, isIgnored));
  const acceptance = new Acceptance(written, taken.differences, live, "document");
  const { others, unknown } = await otherSites(given.text("site"), written, given);
  const withLines = withAcceptedLines(report, differences, written, acceptance, others);
  const shown = withoutIgnored(withLines, isIgnored);
  const told = unknown.length > 0 && shown.differences.length > 0 ? [unknownText(written, unknown)] : [];
  const write = () => {
    const { files, refusals } = acceptance.files();
    const isShown = reportFormat(given) === "text" && given.text("out") === undefined;
    writeAccepted(files, [...taken.refusals, ...refusals], isShown ? output.print : output.note);
    const names = files.map(({ file }) => file).join(" and ");
    output.note(files.length === 0 ? "Nothing to accept, and nothing was written." : `Changed ${names}.`);
  };
  return {
    report: { ...shown, notes: [...shown.notes, ...told] },
    write: given.isSet("write") ? write : undefined,
  };
}

const unknownText = ({ source }: Written, names: readonly string[]) =>
  `The configuration names no document of ${names.join(", ")}, so that it isn't known whether ${source.file} is theirs, too.`;

type Described = Pick<Compared, "document" | "ambiguous">;

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
