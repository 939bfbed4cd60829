import type { ListChanges } from "../../site-document/list-changes";
import { positionText } from "../../site-document/source";
import { markdownCode as code, markdownFence, markdownText as words } from "../../text/markdown";
import { changesText } from "./list-text";
import {
  changeText,
  contentLines,
  countText,
  coverageText,
  type Report,
  type ReportedCoverage,
  unmanagedFieldsText,
  unmanagedText,
  valueText,
} from "./report";
import { type ShownProperty, shownProperties } from "./shown-properties";

/** For a pull request's comment or a job's summary. */
export function markdownReport(report: Report): string {
  const { differences, coverage, notes } = report;
  const rows = differences.flatMap((difference) => {
    const place = difference.position ? ` ${code(positionText(difference.position))}` : "";
    const object = `${code(difference.object)}${place}`;
    if (difference.change !== "changed") {
      const content = contentLines(difference).map(code).join(", ");
      return [[object, words(changeText(difference, report)), content, ""]];
    }
    return [...difference.lists.map(listCells), ...shownProperties(difference).map(propertyCells)].map(
      (cells) => [object, ...cells],
    );
  });
  const accepted = differences.flatMap(({ object, properties }) =>
    properties.flatMap(({ path, accept }) => (accept === undefined ? [] : [`# ${object}: ${path}`, accept])),
  );
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

function managedText(coverage: ReportedCoverage): string {
  const fields = unmanagedFieldsText(coverage);
  return `Under management: ${coverageText(coverage)}.${fields === undefined ? "" : ` ${words(fields)}.`}`;
}

/** A list's changes are told in the column of what it becomes. */
const listCells = ({ property, changes }: ListChanges) => [code(property), "", code(changesText(changes))];

const propertyCells = ({ path, values, added }: ShownProperty) =>
  values
    ? [code(path), code(valueText(values.left)), code(valueText(values.right))]
    : [code(path), "", code(valueText(added))];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "-"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
