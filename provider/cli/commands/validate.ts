import { positionText } from "../../site-document/parsed-yaml";
import type { PlacedProblem } from "../../site-document/resolved";
import { jsonDocument } from "../../text/json";
import { defineCommand, exitCodes } from "../command";
import { configOption, overlayOf } from "../configured-sites";
import type { CommandOption } from "../given";
import type { Output } from "../output";
import { deliver, deliverLines, outOption } from "../results";

const options = [
  { flags: "--site <name>", description: "with the overlay of this site of the configuration file" },
  configOption,
  { flags: "--overlay <file>", description: "with this overlay" },
  {
    flags: "--warnings",
    description: "also what is only probably wrong: the API's documents are uncertain",
  },
  { flags: "--strict", description: "warnings count as errors" },
  outOption,
] as const satisfies readonly CommandOption[];

export const validate = defineCommand({
  name: "validate",
  description:
    "Check site documents without a site: structure, values, fields that go together, names, references.",
  arguments: [{ name: "<files...>", description: "site documents, YAML or JSON" }],
  options,
  examples: [
    "comm100 validate site.yaml",
    "comm100 validate site.yaml --site production",
    "comm100 validate sites/*.yaml --strict --json",
  ],
  async run(given, output) {
    const { readOverlay } = await import("../../site-document/overlay.js");
    const { readSource } = await import("../../site-document/source.js");
    const { resolved } = await import("../../site-document/resolved.js");
    const file = overlayOf(given);
    const overlay = file === undefined ? undefined : readOverlay(file);
    const isRefused = ({ isWarning }: PlacedProblem) => !isWarning || given.isSet("strict");
    const found = given.arguments.map((name) => {
      const { problems } = resolved(readSource(name), overlay);
      return problems.sort(
        (one, other) =>
          rank(name, one) - rank(name, other) || one.line - other.line || one.column - other.column,
      );
    });
    const all = usedByNone(found);
    const isShown = (problem: PlacedProblem) =>
      isRefused(problem) || problem.isAlwaysShown === true || given.isSet("warnings");
    const shown = all.filter(isShown);
    if (given.isSet("json")) deliver(given, output, jsonDocument(shown.map(inJson)));
    else deliverLines(given, output, (paint) => plainLines(shown, paint));
    const count = all.filter(isRefused).length;
    output.note(summaryText(given.arguments, count, all.length - shown.length));
    return count > 0 ? exitCodes.error : exitCodes.fine;
  },
});

/** What is wrong with the document comes before what is wrong with its overlay. */
const rank = (document: string, { file }: PlacedProblem) => (file === document ? 0 : 1);

/** What one document doesn't use of the overlay another one may. */
function usedByNone(found: readonly (readonly PlacedProblem[])[]): PlacedProblem[] {
  const isSame = (one: PlacedProblem) => (other: PlacedProblem) =>
    other.isAlwaysShown === true && positionText(one) === positionText(other);
  return found.flatMap((problems, index) =>
    problems.filter(
      (one) =>
        one.isAlwaysShown !== true ||
        (found.every((others) => others.some(isSame(one))) && index === found.length - 1),
    ),
  );
}

function summaryText(files: readonly string[], count: number, hidden: number): string {
  const problems = count === 0 ? "no problems" : count === 1 ? "1 problem" : `${count} problems`;
  const warnings = hidden === 0 ? "" : `; ${hidden} warnings, which --warnings shows`;
  return `${files.join(", ")}: ${problems}${warnings}.`;
}

const inJson = (problem: PlacedProblem) => {
  const { file, line, column, path, message } = problem;
  return { file, line, column, level: levelOf(problem), path, message };
};

const levelOf = ({ isWarning }: PlacedProblem) => (isWarning ? "warning" : "error");

/** A line for each problem, in the form that editors and CI systems make links of. */
const plainLines = (problems: readonly PlacedProblem[], paint: Output["paint"]): string[] =>
  problems.map((problem) => {
    const level = levelOf(problem);
    const colouredLevel = paint(level === "error" ? "red" : "yellow", level);
    return `${positionText(problem)}: ${colouredLevel}: ${problem.path}: ${problem.message}`;
  });
