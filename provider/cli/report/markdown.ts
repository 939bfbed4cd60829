import { positionText } from "../../site-document/parsed-yaml";
import { markdownCode as code, markdownFence, markdownText as words } from "../../text/markdown";
import {
  acceptText,
  changeText,
  countText,
  coverageText,
  type Report,
  type ReportedCoverage,
  type ReportedProperty,
  unmanagedFieldsText,
  unmanagedText,
  valueText,
} from "./report";

/** For a pull request's comment or a job's summary. */
export function markdownReport(report: Report): string {
  const { differences, coverage, notes } = report;
  const rows = differences.flatMap((difference) => {
    const object = code(difference.object);
    if (difference.change !== "changed") {
      return [[`${object}${placeOf(difference)}`, words(changeText(difference, report)), "", ""]];
    }
    return difference.properties.map(({ path, left, right, position }) => [
      object,
      `${code(path)}${placeOf({ position })}`,
      code(valueText(left)),
      code(valueText(right)),
    ]);
  });
  const accepted = differences.flatMap((difference) => [
    ...acceptLines(difference.object, difference),
    ...difference.properties.flatMap((one) => acceptLines(`${difference.object}: ${one.path}`, one)),
  ]);
  const blocks = [
    `## ${words(report.title)}: ${countText(report)}`,
    ...(rows.length > 0
      ? [table(["Object", "Property", words(report.left), words(report.right)], rows)]
      : []),
    ...(accepted.length > 0
      ? [`To accept what is ${words(report.right)}:\n\n${markdownFence(accepted)}`]
      : []),
    ...(coverage ? [managedText(coverage)] : []),
    ...(coverage && coverage.unmanaged.length > 0
      ? [
          table(
            ["Not managed", "Kind"],
            coverage.unmanaged.map((one) => [code(one.object), words(`${one.kind}${unmanagedText(one)}`)]),
          ),
        ]
      : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${words(note)}`).join("\n")] : []),
    ...(report.ignored > 0 ? [`Ignored: ${report.ignored}.`] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const placeOf = ({ position }: Pick<ReportedProperty, "position">) =>
  position ? ` ${code(positionText(position))}` : "";

/** The line as it is to be pasted, and above it where. */
function acceptLines(
  what: string,
  { accept, ...where }: Pick<ReportedProperty, "accept" | "acceptAt" | "alsoChanges">,
): string[] {
  if (accept === undefined) return [];
  return [`# ${what} ${acceptText(where)}`.trimEnd(), accept];
}

function managedText(coverage: ReportedCoverage): string {
  const fields = unmanagedFieldsText(coverage);
  return `Under management: ${coverageText(coverage)}.${fields === undefined ? "" : ` ${words(fields)}.`}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "-"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
