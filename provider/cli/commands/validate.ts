import type { Problem } from "../../core/validate";
import { type Position, positionText, type Source } from "../../site-document/source";
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
    const overlay = overlayOf(given);
    const isRefused = ({ isWarning }: Problem) => !isWarning || given.isSet("strict");
    const checkedFiles = given.arguments.map((file) => {
      const source = readSource(file);
      const { problems } = resolved(source, overlay === undefined ? undefined : readOverlay(overlay));
      return { source, problems };
    });
    const isShown = (problem: Problem) => isRefused(problem) || given.isSet("warnings");
    const placed = checkedFiles.flatMap(({ source, problems }) =>
      problems
        .filter(isShown)
        .map((problem) => placedIn(source, problem))
        .sort((one, other) => one.line - other.line || one.column - other.column),
    );
    if (given.isSet("json")) deliver(given, output, jsonDocument(placed));
    else deliverLines(given, output, (paint) => plainLines(placed, paint));
    const all = checkedFiles.flatMap(({ problems }) => problems);
    const count = all.filter(isRefused).length;
    output.note(summaryText(given.arguments, count, all.length - placed.length));
    return count > 0 ? exitCodes.error : exitCodes.fine;
  },
});

function summaryText(files: readonly string[], count: number, hidden: number): string {
  const problems = count === 0 ? "no problems" : count === 1 ? "1 problem" : `${count} problems`;
  const warnings = hidden === 0 ? "" : `; ${hidden} warnings, which --warnings shows`;
  return `${files.join(", ")}: ${problems}${warnings}.`;
}

interface PlacedProblem extends Position {
  level: "error" | "warning";
  path: string;
  message: string;
}

const placedIn = (source: Source, { path, message, isWarning }: Problem): PlacedProblem => ({
  ...source.position(path),
  level: isWarning ? "warning" : "error",
  path,
  message,
});

/** A line for each problem, in the form that editors and CI systems make links of. */
const plainLines = (problems: readonly PlacedProblem[], paint: Output["paint"]): string[] =>
  problems.map(({ level, path, message, ...position }) => {
    const colouredLevel = paint(level === "error" ? "red" : "yellow", level);
    return `${positionText(position)}: ${colouredLevel}: ${path}: ${message}`;
  });
