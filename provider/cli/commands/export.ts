import { basename, resolve } from "node:path";
import type { Properties } from "../../core/definition";
import { jsonText } from "../../text/json";
import { defineCommand } from "../command";
import { comparedDocument, comparedSite } from "../compared";
import { siteFrom, siteOptions } from "../configured-sites";
import { CommandError, type CommandOption, type GivenTo, oneOf } from "../given";
import type { Output } from "../output";
import { packageVersion } from "../package-version";
import { newProject, takenIn, writeFiles } from "../program-folder";
import { expectedText } from "../progress";
import { deliver } from "../results";
import { takeOver } from "../taking-over";

const options = [
  ...siteOptions,
  {
    flags: "--out <path>",
    description: "file for the document (default: standard output), or folder for the program",
  },
  {
    flags: "--format <name>",
    description: "yaml, json or typescript (default: as --out ends, else yaml)",
  },
  {
    flags: "--omit-defaults",
    description: "leave out what has the default of the table that the document then names",
  },
  { flags: "--only <names>", description: "parts of the site, such as campaigns,webhooks" },
  { flags: "--campaign <name>", description: "one campaign, and nothing else" },
  { flags: "--force", description: "write a program over files that are there" },
  {
    flags: "--onto <file>",
    description:
      "bring this document, and the overlay of the site, up to the live site: changes only the lines that differ",
  },
] as const satisfies readonly CommandOption[];

type Given = GivenTo<typeof options>;

export const exportCommand = defineCommand({
  name: "export",
  description:
    "Read a live site into a site document, or a Pulumi program: no ids, no secrets, references by name. Writes nothing to it.",
  options,
  examples: [
    "comm100 export --site staging --out staging.yaml",
    "comm100 export --only campaigns,webhooks --format json",
    'comm100 export --site production --campaign "Store"',
    "comm100 export --onto site.yaml --site production",
    "comm100 export --site production --format typescript --out ./live-chat",
  ],
  async run(given, output) {
    if (given.text("onto") !== undefined) return exportOnto(given.text("onto") ?? "", given, output);
    const { callsFor, exportSite } = await import("../../site-document/export.js");
    const deliverDocument = await deliveryFor(given, output);
    const { client, name } = siteFrom(given, output);
    const selection = { only: given.words("only"), campaign: given.text("campaign") };
    const progress = output.progress(`Reading ${name}`, client);
    progress.announce(expectedText(callsFor(selection)));
    const { document, problems } = await exportSite(client, selection, progress);
    progress.end();
    deliverDocument(given.isSet("omitDefaults") ? await withoutDefaultsOf(document) : document);
    tellProblems(problems, output);
  },
});

/** @throws CommandError when there are any */
function tellProblems(problems: readonly string[], output: Output): void {
  for (const problem of problems) output.note(problem);
  if (problems.length === 0) return;
  throw new CommandError(
    `${problems.length === 1 ? "One thing" : `${problems.length} things`} could not be exported as it is; see above. The rest is in the document.`,
  );
}

async function exportOnto(file: string, given: Given, output: Output): Promise<void> {
  const others = [
    ...(["out", "format", "campaign"] as const).filter((name) => given.text(name) !== undefined),
    ...(["force", "json", "omitDefaults"] as const).filter((name) => given.isSet(name)),
  ];
  if (others.length > 0) {
    throw new CommandError(
      `--onto changes a document that is there, and goes without --${others.join(", --")}.`,
    );
  }
  const { compareSites } = await import("../../site-document/compare.js");
  const { fromEnvironment } = await import("../../site-document/secrets.js");
  const site = siteFrom(given, output);
  const only = given.words("only");
  const wanted = await comparedDocument(file, site.overlay, only);
  const live = await comparedSite(site, output, { only });
  // No file has the value of a secret, so that of the environment is nothing to compare.
  const document = fromEnvironment(wanted.document, {});
  const differences = compareSites({ ...wanted, document }, live);
  const { written } = wanted;
  const name = given.text("site");
  const files = await takeOver({ written, name, differences, right: live }, given, output, output.print);
  output.note(
    files.length === 0
      ? `${file} says what is on ${site.name} already. Nothing was written.`
      : `Updated ${files.join(" and ")} to what is on ${site.name}.`,
  );
  tellProblems(live.notes, output);
}

async function withoutDefaultsOf(document: Properties): Promise<Properties> {
  const { withoutDefaults } = await import("../../site-document/defaults/compact.js");
  const { inDefaultsForm, newestTable } = await import("../../site-document/defaults/tables.js");
  return inDefaultsForm(withoutDefaults(document, newestTable));
}

const formats = ["yaml", "json", "typescript"] as const;

const formatOf = (given: Given) =>
  oneOf(given, "format", formats) ??
  (given.isSet("json") || given.text("out")?.endsWith(".json") ? "json" : "yaml");

/** What is wrong with the options is said before the site is read. */
async function deliveryFor(given: Given, output: Output): Promise<(document: Properties) => void> {
  const format = formatOf(given);
  if (format === "typescript" && given.isSet("omitDefaults")) {
    throw new CommandError("--omit-defaults is for documents: a program manages the fields that it names.");
  }
  if (format === "typescript") return programDelivery(given, output);
  const { documentParts } = await import("../../site-document/text.js");
  return (document) => deliver(given, output, documentParts(document, format));
}

async function programDelivery(given: Given, output: Output): Promise<(document: Properties) => void> {
  const { programOf, projectFiles, projectName } = await import("../../program/index.js");
  const folder = given.text("out");
  if (folder === undefined)
    throw new CommandError("A program is several files. Say --out with a folder for it.");
  const project = newProject(folder, projectFiles(projectName(basename(resolve(folder))), packageVersion()));
  return (document) => {
    const { files, secrets } = programOf(document);
    const all = { ...project, ...files };
    const taken = takenIn(folder, Object.keys(all));
    if (taken.length > 0 && !given.isSet("force")) {
      throw new CommandError(
        `${folder} has ${taken.join(", ")} already. Say --force to write over them, or --out with another folder.`,
      );
    }
    writeFiles(folder, all);
    if (given.isSet("json")) output.write(`${jsonText({ folder, files: Object.keys(all), secrets })}\n`);
    else for (const file of Object.keys(all)) output.print(file);
    if (secrets.length > 0) output.note("Secrets weren't read. Set each of them for the stack:");
    for (const key of secrets) output.note(`  pulumi config set --secret ${key}`);
  };
}
