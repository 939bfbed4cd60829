import { setMaxListeners } from "node:events";
import { existsSync } from "node:fs";
import type { ClientOptions } from "../../api/options";
import { writeWhole } from "../../files/whole-file";
import type { Planned } from "../../promotion";
import type { Selection } from "../../site-document/export";
import { fileNamePart } from "../../text/file-name";
import { visible } from "../../text/visible";
import { saveBackup } from "../backup";
import { defineCommand, type ExitCode, exitCodes } from "../command";
import { type Compared, comparedDocument, findSiteOrDocument } from "../compared";
import { configOption, type NamedSite, siteNamed } from "../configured-sites";
import { CommandError, type CommandOption, type GivenTo } from "../given";
import { deletionNotes } from "../loss-notes";
import type { Output } from "../output";
import { pacedText } from "../progress";
import { deliverReport, reportFormat, reportOptions } from "../report";
import { takeOver } from "../taking-over";

/** How many objects `--prune` deletes without asking again. */
const deletionsWithoutAsking = 10;

const options = [
  { flags: "--from <source>", description: "site of the configuration file, or a site document" },
  { flags: "--to <site>", description: "site of the configuration file" },
  configOption,
  { flags: "--only <names>", description: "parts of the site, such as campaigns,webhooks" },
  { flags: "--apply", description: "change the target itself" },
  {
    flags: "--document <file>",
    description: "the target's document (default: as configured, else SITE.site.yaml)",
  },
  { flags: "--prune", description: "delete what only the target has" },
  { flags: "--plan <id>", description: "do only what the plan of this id said" },
  { flags: "--yes", description: "don't ask" },
  {
    flags: "--allow-deletions <number>",
    description: `how many objects --prune may delete without asking again (default: ${deletionsWithoutAsking})`,
  },
  ...reportOptions,
] as const satisfies readonly CommandOption[];

type Given = GivenTo<typeof options>;

export const promote = defineCommand({
  name: "promote",
  description:
    "Bring a site to what another one, or a document, says: shows the plan, then writes the target's document, or the target itself with --apply.",
  options,
  examples: [
    "comm100 promote --from staging --to production",
    "comm100 promote --from staging --to production --yes --document production.site.yaml",
    "comm100 promote --from staging --to production --apply --plan 3f2a9c01d4e7",
    "comm100 promote --from .comm100/backups/production-….yaml --to production --apply --prune",
  ],
  different: "nothing was written, as nobody agreed or the plan is another one",
  async run(given, output) {
    const from = required(given, "from");
    if (from.startsWith("stack:")) {
      throw new CommandError(
        "--from is a site or a site document. What a stack declares comes by pulumi up.",
      );
    }
    const site = siteNamed(required(given, "to"), given, output);
    const most = deletionsIn(given);
    reportFormat(given);
    const selection: Selection = { only: given.words("only") };
    const readSource = await findSiteOrDocument(from, given, output, site.name);
    const readTarget = await findSiteOrDocument(site.name, given, output);
    const [source, target] = await Promise.all([readSource(selection), readTarget(selection)]);
    const { planPromotion, promotionProblems } = await import("../../promotion/index.js");
    const planFor = (current: Compared) =>
      planPromotion({ source, target: current, prune: given.isSet("prune"), environment: process.env });
    const planned = planFor(target);
    await show(given, output, planned, source, target);
    if (planned.plan.steps.length === 0 && planned.problems.length === 0) return exitCodes.fine;

    const problems = await promotionProblems(planned, site.client);
    if (problems.length > 0) {
      throw new CommandError(
        [
          `nothing was written, as this has to be put right first:`,
          ...problems.map((one) => `  ${visible(one)}`),
        ].join("\n"),
      );
    }
    if (given.text("plan") !== undefined && given.text("plan") !== planned.plan.id) {
      output.note(`This is not the plan ${given.text("plan")} any more. Nothing was written.`);
      return exitCodes.different;
    }
    if (!(await isAgreed(given, output, planned, most))) {
      output.note("Nothing was written. --yes, or an answer on a terminal, does.");
      return exitCodes.different;
    }
    if (!given.isSet("apply")) return writeDocument(given, output, site, planned);
    if (!given.isSet("yes")) {
      const again = await readTarget(selection);
      const now = planFor(again);
      if (now.plan.id !== planned.plan.id) {
        await show(given, output, now, source, again);
        output.note(`${site.name} has changed since the plan was shown. Nothing was written.`);
        return exitCodes.different;
      }
    }
    await applyTo(site, planned, target, output);
    return exitCodes.fine;
  },
});

function required(given: Given, name: "from" | "to"): string {
  const value = given.text(name);
  if (value !== undefined) return value;
  throw new CommandError(`--${name} is missing: see comm100 promote --help.`);
}

function deletionsIn(given: Given): number {
  const text = given.text("allowDeletions");
  if (text === undefined) return deletionsWithoutAsking;
  if (/^\d+$/.test(text)) return Number(text);
  throw new CommandError("--allow-deletions must be a whole number.");
}

async function show(
  given: Given,
  output: Output,
  { plan, differences, sourceDocument }: Planned,
  source: Compared,
  target: Compared,
) {
  const { renameNotes } = await import("../rename-notes.js");
  const { reportOf } = await import("../differences.js");
  const count = (action: string) => plan.steps.filter((step) => step.action === action).length;
  const sides = {
    title: `Promotion to ${target.label}`,
    left: source.label,
    right: target.label,
    becomes: "left",
  } as const;
  const summary = `Plan ${plan.id}: ${count("create")} to create, ${count("update")} to update, ${count("delete")} to delete`;
  const kept =
    plan.kept.length === 0
      ? ""
      : `; ${plan.kept.length} that only ${target.label} has ${plan.kept.length === 1 ? "stays" : "stay"}`;
  const shown = differences.filter(
    ({ change, object }) => change !== "additional" || !plan.kept.includes(object),
  );
  deliverReport(
    given,
    output,
    reportOf(shown, sides, { left: source, right: target }, [
      ...source.notes,
      ...target.notes,
      ...renameNotes(differences, { ...source, document: sourceDocument }, target),
      ...deletionNotes(plan.steps),
      `${summary}${kept}.`,
    ]),
  );
}

async function isAgreed(given: Given, output: Output, { plan }: Planned, most: number): Promise<boolean> {
  const steps = plan.steps.length === 1 ? "1 step" : `${plan.steps.length} steps`;
  const isAsked = given.isSet("yes") || (await output.confirm(`Carry out the ${steps}?`));
  const deletions = plan.steps.filter(({ action }) => action === "delete");
  if (!isAsked || deletions.length <= most) return isAsked;
  output.note(`${deletions.length} objects would be deleted:`);
  for (const { object } of deletions) output.note(`  ${object.place}`);
  if (await output.confirm("Delete them?")) return true;
  output.note(`More than ${most} deletions need an answer, or --allow-deletions ${deletions.length}.`);
  return false;
}

async function writeDocument(
  given: Given,
  output: Output,
  site: NamedSite,
  planned: Planned,
): Promise<ExitCode> {
  const { documentText } = await import("../../site-document/text.js");
  const file = given.text("document") ?? site.document ?? `${fileNamePart(site.name)}.site.yaml`;
  if (existsSync(file)) return changeDocument(given, output, site, planned, file);
  const text = documentText(planned.document, file.endsWith(".json") ? "json" : "yaml");
  writeWhole([{ file, text }]);
  output.note(`Wrote ${file}. ${site.name} itself was not changed.`);
  return exitCodes.fine;
}

/** A document that is there is changed where the promotion changes its site, and stays as it is everywhere else. */
async function changeDocument(
  given: Given,
  output: Output,
  site: NamedSite,
  { plan, document }: Planned,
  file: string,
): Promise<ExitCode> {
  const { changesOfDocument } = await import("../../promotion/document-changes.js");
  const { written } = await comparedDocument(file, site.overlay);
  const differences = changesOfDocument(written.document, document, plan, given.words("only"));
  const right = { document, forFile: () => document };
  const files = await takeOver({ written, name: site.name, differences, right }, given, output, output.note);
  const changed = files.length === 0 ? `${file} says so already` : `Updated ${files.join(" and ")}`;
  output.note(`${changed}. ${site.name} itself was not changed.`);
  return exitCodes.fine;
}

async function applyTo(site: NamedSite, planned: Planned, target: Compared, output: Output): Promise<void> {
  const { documentText } = await import("../../site-document/text.js");
  const { callsFor, carryOut } = await import("../../promotion/index.js");
  const backup = saveBackup(site.name, "yaml", documentText({ whole: true, ...target.forFile() }, "yaml"));
  output.note(
    `Saved ${site.name} as ${backup}; comm100 promote --from ${backup} --to ${site.name} --apply --prune puts it back.`,
  );
  const aborted = new AbortController();
  // Every request under way listens.
  setMaxListeners(0, aborted.signal);
  let isStopped = false;
  // What is under way is finished, as nobody could tell whether it was carried out; a second signal ends it.
  const interrupt = () => {
    if (isStopped) aborted.abort();
    else output.note("Interrupted: waiting for what is under way. Again to end at once.");
    isStopped = true;
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const progress = output.progress(`Changing ${site.name}`, {}, "step");
  const { length } = planned.plan.steps;
  progress.expected(length);
  progress.announce(`${length} steps, about ${pacedText(callsFor(planned.plan), site.client)}`);
  try {
    await carryOut(planned, writing(site.client, aborted.signal), {
      done: ({ object }) => progress.done(object.place),
      isStopped: () => isStopped,
      log: output.note,
    });
  } finally {
    progress.end();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** The only client of the command line that may write. */
const writing = (client: ClientOptions, signal: AbortSignal): ClientOptions => ({
  ...client,
  readOnly: false,
  signal,
});
