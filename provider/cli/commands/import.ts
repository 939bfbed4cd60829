import { resolve } from "node:path";
import type { StackPlace } from "../../stack/deployment";
import type { ImportPlan } from "../../stack/import-plan";
import { projectRoot } from "../../stack/project-root";
import { jsonDocument } from "../../text/json";
import { defineCommand, type ExitCode, exitCodes } from "../command";
import { siteFrom, siteOptions } from "../configured-sites";
import { CommandError, type CommandOption, type GivenTo, oneOf } from "../given";
import { changeLines, type ImportSummary, planLines, summaryOf } from "../import-report";
import type { Output } from "../output";
import {
  cwdOption,
  missingPackage,
  projectFolder,
  type WrittenProgram,
  writeProgram,
} from "../program-folder";
import { callsText } from "../progress";

const options = [
  { flags: "--stack <name>", description: "stack that gets the resources; pulumi stack init makes one" },
  cwdOption,
  ...siteOptions,
  {
    flags: "--classes",
    description: "a new program has a class for each resource (default: a site document)",
  },
  {
    flags: "--no-protect",
    description:
      "don't protect what nothing brings back once it is deleted, in the state and in a new program",
  },
  { flags: "--yes", description: "don't ask" },
  {
    flags: "--undo [backup]",
    description: "put the state back as it was before the last import, or that of a backup",
  },
  {
    flags: "--method <name>",
    description:
      "engine: pulumi import --file, from CLI 3.254 on; state: pulumi stack import (default: engine where it can carry everything)",
  },
] as const satisfies readonly CommandOption[];

type Given = GivenTo<typeof options>;

export const importCommand = defineCommand({
  name: "import",
  description:
    "Take an existing site under management without touching it: adds what the program declares and the site has to the stack's state. Without a program it writes one.",
  options,
  examples: [
    "comm100 import --stack production",
    "comm100 import --stack production --cwd ./live-chat --yes --json",
    "comm100 import --stack production --undo",
  ],
  different: "pulumi up would change something, or nobody agreed",
  async run(given, output) {
    const stack = stackOf(given);
    if (given.isSet("undo") || given.text("undo") !== undefined) return undo(stack, given, output);
    return importInto(stack, given, output);
  },
});

function stackOf(given: Given): StackPlace {
  const name = given.text("stack");
  if (name === undefined) {
    throw new CommandError("Which stack? Say --stack with its name; pulumi stack init makes a new one.");
  }
  return { name, folder: projectFolder(given) };
}

async function importInto(stack: StackPlace, given: Given, output: Output): Promise<ExitCode> {
  const { carryOutImport, methodFor, methods } = await import("../../stack/import.js");
  const { planImport } = await import("../../stack/import-plan.js");
  const { changesOf, pendingChanges } = await import("../../stack/preview.js");
  const isJson = given.isSet("json");
  const wanted = oneOf(given, "method", methods);
  const isNew = projectRoot(stack.folder) === undefined;
  const written = isNew ? await writeNewProgram(stack.folder, given, output) : undefined;
  const missing = missingPackage(stack.folder);
  if (missing !== undefined && written) return nextSteps(stack, written, given, output);
  if (missing !== undefined) {
    throw new CommandError(
      `${missing} isn't installed in ${stack.folder}; the stack was left alone. Run npm install there, then this command again.`,
    );
  }
  const isSiteGiven = given.text("site") !== undefined || given.text("config") !== undefined;
  const { countCalls } = output;
  const site = isSiteGiven ? siteFrom(given, output).client : undefined;
  const expectCalls = (calls: number) =>
    output.progress("Looking for what the program declares").announce(`at most ${callsText(calls)}`);
  const protects = !given.isSet("noProtect");
  const plan = await planImport(stack, { site, expectCalls, countCalls, protects });
  const summary = summaryOf(plan);
  if (plan.matched.length === 0)
    return report(output, isJson, { ...summary, changes: changesOf(plan.preview) });
  const tell = isJson ? output.note : output.print;
  for (const line of planLines(summary)) tell(line);
  if (!(await mayGoOn(given, output, `Add ${plan.matched.length} to the state of ${stack.name}?`))) {
    if (isJson) printJson(output, summary);
    output.note("Nothing was written. Say --yes to go on.");
    return exitCodes.different;
  }
  const method = await methodFor(plan, wanted);
  noteWhatWaits(plan, method, output);
  const backup = await carryOutImport(plan, method);
  output.note(`The state as it was: ${backup}`);
  return report(output, isJson, {
    ...summary,
    method,
    backup,
    changes: await pendingChanges(stack, countCalls),
  });
}

async function writeNewProgram(folder: string, given: Given, output: Output): Promise<WrittenProgram> {
  const { client, name } = siteFrom(given, output);
  const form = given.isSet("classes") ? "classes" : "document";
  const written = await writeProgram(folder, client, { form, protects: !given.isSet("noProtect") });
  const { files, problems, secrets } = written;
  output.note(`Wrote a program for ${name} to ${folder}: ${files.join(", ")}`);
  for (const problem of problems) output.note(problem);
  if (secrets.length > 0) output.note("Secrets weren't read. Set each of them before the program runs:");
  for (const command of secrets) output.note(`  ${command}`);
  return written;
}

const shellWord = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The program is there, and can't run yet. */
function nextSteps(
  stack: StackPlace,
  { files, problems, secrets }: WrittenProgram,
  given: Given,
  output: Output,
): ExitCode {
  const cwd = given.text("cwd");
  const site = ["site", "config"] as const;
  const words = [
    ...["import", "--stack", stack.name],
    ...(cwd === undefined ? [] : ["--cwd", cwd]),
    ...site.flatMap((name) => [given.text(name)].flatMap((value) => (value ? [`--${name}`, value] : []))),
    ...(given.isSet("noProtect") ? ["--no-protect"] : []),
  ];
  const next = [
    ["npm", "install", ...(cwd === undefined ? [] : ["--prefix", cwd])],
    ["pulumi", "stack", "init", stack.name, ...(cwd === undefined ? [] : ["--cwd", cwd])],
    ["npx", "pulumi-comm100", ...words],
  ].map((command) => command.map(shellWord).join(" "));
  if (given.isSet("json")) printJson(output, { stack: stack.name, files, problems, secrets, next });
  output.note("The stack was left alone. Next:");
  for (const command of next) output.note(`  ${command}`);
  return problems.length === 0 ? exitCodes.fine : exitCodes.error;
}

/** A file for the engine can't hold all that a state can. */
function noteWhatWaits({ added }: ImportPlan, method: string, output: Output): void {
  const waits = added.some(({ dependencies, deletedWith }) => dependencies?.length || deletedWith);
  if (method === "engine" && waits) {
    output.note("What depends on what, and resource options, are noted in the state by the next pulumi up.");
  }
}

async function mayGoOn(given: Given, output: Output, question: string): Promise<boolean> {
  return given.isSet("yes") || (await output.confirm(question));
}

function report(output: Output, isJson: boolean, summary: ImportSummary): ExitCode {
  const { changes = [], backup } = summary;
  if (isJson) printJson(output, summary);
  else {
    if (backup === undefined) for (const line of planLines(summary)) output.print(line);
    for (const line of changeLines(changes)) output.print(line);
  }
  return changes.length === 0 ? exitCodes.fine : exitCodes.different;
}

const printJson = (output: Output, result: object) => output.write(jsonDocument(result));

async function undo(stack: StackPlace, given: Given, output: Output): Promise<ExitCode> {
  const { planUndo } = await import("../../stack/undo.js");
  const file = given.text("undo");
  const plan = await planUndo(stack, file === undefined ? undefined : resolve(file));
  const { removed, backup, time } = plan;
  const summary = { stack: stack.name, backup, time, removed };
  const what = `${removed.length} ${removed.length === 1 ? "resource" : "resources"}`;
  output.note(`Takes ${what} of the import of ${time} out of the state; the site keeps its objects.`);
  if (!(await mayGoOn(given, output, `Put the state of ${stack.name} back?`))) {
    if (given.isSet("json")) printJson(output, { ...summary, undone: false });
    output.note("Nothing was written. Say --yes to go on.");
    return exitCodes.different;
  }
  await plan.carryOut();
  if (given.isSet("json")) printJson(output, { ...summary, undone: true });
  else output.print(`The state of stack ${stack.name} is as it was before the import.`);
  return exitCodes.fine;
}
