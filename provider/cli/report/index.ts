import { type ExitCode, exitCodes } from "../command";
import { type CommandOption, type Given, oneOf } from "../given";
import type { Output } from "../output";
import { deliver, deliverLines, outOption } from "../results";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import type { Report } from "./report";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

export type { Report, ReportedDifference, ReportedProperty, UnmanagedObject } from "./report";

const formats = ["text", "json", "markdown", "junit", "sarif"] as const;

/** Options of every command that reports differences. */
export const reportOptions = [
  { flags: "--format <name>", description: `${formats.join(", ")} (default: text)` },
  outOption,
] as const satisfies readonly CommandOption[];

type ReportGiven = Given<"format" | "out", "json">;

const writers: Readonly<Record<Exclude<(typeof formats)[number], "text">, (report: Report) => string>> = {
  json: jsonReport,
  markdown: markdownReport,
  junit: junitReport,
  sarif: sarifReport,
};

/** @throws CommandError for a format that there isn't: to be called before any work is done */
export const reportFormat = (given: ReportGiven) =>
  oneOf(given, "format", formats) ?? (given.isSet("json") ? "json" : "text");

/** Writes the report where it should go. */
export function deliverReport(given: ReportGiven, output: Output, report: Report): ExitCode {
  const format = reportFormat(given);
  if (format === "text") deliverLines(given, output, (paint) => textReport(report, paint));
  else deliver(given, output, writers[format](report));
  if (report.failure) return exitCodes.error;
  return report.differences.length > 0 ? exitCodes.different : exitCodes.fine;
}
