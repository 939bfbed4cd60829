import { positionText } from "../../site-document/source";
import { changeText, countText, coverageText, type Report, valueText } from "./report";

/** For a pull request's comment or a job's summary. */
export function markdownReport(report: Report): string {
  const { differences, coverage, notes } = report;
  const rows = differences.flatMap((difference) => {
    const object = `${code(difference.object)}${difference.position ? ` ${positionText(difference.position)}` : ""}`;
    if (difference.change !== "changed") return [[object, changeText(difference, report), "", ""]];
    return difference.properties.map(({ path, left, right }) => [
      object,
      code(path),
      code(valueText(left)),
      code(valueText(right)),
    ]);
  });
  const accepted = differences.flatMap(({ object, properties }) =>
    properties.flatMap(({ accept }) => (accept === undefined ? [] : [`# ${object}`, accept])),
  );
  const blocks = [
    `## ${escaped(report.title)}: ${countText(report)}`,
    ...(rows.length > 0 ? [table(["Object", "Property", report.left, report.right], rows)] : []),
    ...(accepted.length > 0 ? [`To accept what is ${report.right}:\n\n${fenced(accepted.join("\n"))}`] : []),
    ...(coverage ? [`Under management: ${coverageText(coverage)}.`] : []),
    ...(coverage && coverage.unmanaged.length > 0
      ? [
          table(
            ["Not managed", "Kind"],
            coverage.unmanaged.map(({ object, kind }) => [code(object), kind]),
          ),
        ]
      : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${escaped(note)}`).join("\n")] : []),
    ...(report.ignored > 0 ? [`Ignored: ${report.ignored}.`] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "-"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** As code, whatever the text has in it: a cell ends at a pipe, also in code. */
function code(text: string): string {
  const flat = text.replace(/\r?\n/g, " ").replace(/\|/g, "\\|");
  const fence = "`".repeat(longestRun(flat) + 1);
  return flat.includes("`") ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

const longestRun = (text: string) => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

const escaped = (text: string) => text.replace(/[\\`*_{}[\]<>|#]/g, "\\$&").replace(/\r?\n/g, " ");
