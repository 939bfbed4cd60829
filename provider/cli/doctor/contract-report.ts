import type { ContractReport, EndpointReport } from "../../contract-check/check-contract";
import type { Finding } from "../../contract-check/findings";
import { objectsBelow, objectsOfSite } from "../../contract-check/parameters";
import { grouped } from "../../core/ordering";
import { jsonDocument } from "../../text/json";
import { type ExitCode, exitCodes } from "../command";
import { countOf } from "../count-of";
import type { Output } from "../output";
import { packageVersion } from "../package-version";
import { callsText } from "../progress";

type Paint = Output["paint"];

/** A difference counts more than that something didn't answer: it is what the report is made for. */
export function exitCodeFor(report: ContractReport): ExitCode {
  if (counted(report, isDifference) > 0) return exitCodes.different;
  return report.unread.some(({ isFailure }) => isFailure) ? exitCodes.error : exitCodes.fine;
}

/** The names are part of the interface. */
export const contractJson = (report: ContractReport): string =>
  jsonDocument({
    version: packageVersion(),
    differences: counted(report, isDifference),
    notes: counted(report, isNote),
    calls: report.calls,
    endpoints: report.endpoints.map(({ findings, ...endpoint }) => ({
      ...endpoint,
      findings: findings.map(({ isNote: isOnlyNote, ...finding }) => ({
        level: isOnlyNote ? "note" : "difference",
        ...finding,
      })),
    })),
    unread: report.unread.map(({ endpoint, reason }) => ({ endpoint, reason })),
  });

/** To be pasted into an issue. */
export function contractLines(report: ContractReport, paint: Paint): string[] {
  const { calls, endpoints, unread } = report;
  const different = counted(report, isDifference);
  const answering = endpoints.filter(({ findings }) => findings.length === 0);
  return [
    `pulumi-comm100 ${packageVersion()}: ${countOf(different, "difference")}, ${countOf(counted(report, isNote), "note")}.`,
    `${callsText(calls)}, GET only. Asked for by id: of each list ${objectsOfSite} objects at most, of a list below an object ${objectsBelow}.`,
    `${countOf(answering.length, "endpoint")} of ${endpoints.length} that answered: nothing to say.`,
    ...endpoints.flatMap((one) => endpointLines(one, paint)),
    ...unreadLines(unread),
  ];
}

const isNote = (finding: Finding) => finding.isNote;
const isDifference = (finding: Finding) => !finding.isNote;

const counted = ({ endpoints }: ContractReport, matches: (finding: Finding) => boolean): number =>
  endpoints.flatMap(({ findings }) => findings.filter(matches)).length;

function endpointLines({ endpoint, answers, objects, findings }: EndpointReport, paint: Paint): string[] {
  if (findings.length === 0) return [];
  const notes = grouped(findings.filter(isNote), (finding) => wordsFor(finding).join());
  return [
    "",
    `${endpoint}  (${countOf(answers, "answer")}, ${countOf(objects, "object")})`,
    ...findings.filter(isDifference).map((one) => findingLine(paint("yellow", "differs"), [one])),
    ...[...notes.values()].map((alike) => findingLine(paint("dim", "note   "), alike)),
  ];
}

function findingLine(level: string, alike: readonly Finding[]): string {
  const [words = "", times = ""] = alike[0] ? wordsFor(alike[0]) : [];
  const paths = alike.map(({ path }) => path).filter((path) => path !== "");
  const what = paths.length === 0 ? "" : ` ${paths.join(", ")}`;
  return `  ${level}  ${words.replace("{path}", what)}; ${times}`;
}

/** What is said of a finding, and how often it was found. */
function wordsFor({ kind, isNote: isOnlyNote, found, text, count }: Finding): [string, string] {
  const words = {
    "unknown field": `unknown field{path}: ${shapeText(found)}`,
    "missing field": `${isOnlyNote ? "optional" : "required"} field missing:{path}`,
    "other type": `other type{path}: ${shapeText(found)}, documented ${text}`,
    "unseen value": `unseen value{path}: ${shapeText(found)}`,
    envelope: `envelope: ${text}`,
    error: `error: ${text}`,
    unreadable: `unreadable: ${text}`,
    "other name": `other name{path}, taken for ${text}`,
    "other spelling": `other spelling{path}: ${text}`,
    unset: `unset as ${found?.type === "string" ? '""' : found?.type}:{path}`,
  }[kind];
  return [words, count === 1 ? "once" : `${count} times`];
}

const sizeNouns: Partial<Record<string, string>> = {
  string: "character",
  array: "entry",
  object: "key",
};

/** `string of 3 to 40 characters` */
function shapeText(found: Finding["found"]): string {
  const { type = "nothing", least, most } = found ?? {};
  const noun = sizeNouns[type];
  if (noun === undefined || least === undefined || most === undefined) return type;
  const nouns = most === 1 ? noun : noun.replace(/y$/, "ie").concat("s");
  return `${type} of ${least === most ? most : `${least} to ${most}`} ${nouns}`;
}

function unreadLines(unread: ContractReport["unread"]): string[] {
  const reasons = grouped(unread, ({ reason }) => reason);
  return [...reasons].flatMap(([reason, endpoints]) => [
    "",
    `Not looked at, ${reason}:`,
    ...endpoints.map(({ endpoint }) => `  ${endpoint}`),
  ]);
}
