import { positionText } from "../../site-document/parsed-yaml";
import { markdownCode as code, markdownFence, markdownText as words } from "../../text/markdown";
import { countOf } from "../count-of";
import { changesText } from "./list-text";
import {
  acceptText,
  changeText,
  contentLines,
  countText,
  coverageText,
  isTold,
  type Report,
  type ReportedCoverage,
  type ReportedDifference,
  type ReportedProperty,
  unmanagedFieldsText,
  unmanagedText,
  valueText,
} from "./report";
import { listPosition, type ShownProperty, shownProperties } from "./shown-properties";

/** For a pull request's comment or a job's summary. */
export function markdownReport(report: Report): string {
  const { differences, coverage, notes } = report;
  const rows = differences.flatMap((difference) => {
    const object = code(difference.object);
    const { remarks = [] } = difference;
    const content = contentLines(difference).map(code).join(", ");
    const what = words(changeText(difference, report));
    return [
      ...(isTold(difference) ? [[`${object}${placeOf(difference)}`, what, "", content]] : []),
      ...remarks.map((remark) => [object, words(`! ${remark}`), "", ""]),
      ...changedCells(difference).map((cells) => [object, ...cells]),
    ];
  });
  const accepted = differences.flatMap((difference) => [
    ...acceptLines(difference.object, difference),
    ...difference.properties.flatMap((one) => acceptLines(`${difference.object}: ${one.path}`, one)),
  ]);
  const blocks = [
    `## ${words(report.title)}: ${countText(report)}`,
    ...(report.failure ? [markdownFence(report.failure)] : []),
    ...(rows.length > 0
      ? boundedTable(["Object", "Property", words(report.left), words(report.right)], rows)
      : []),
    ...(report.warnings && report.warnings.length > 0
      ? [report.warnings.map((warning) => `- ${words(`Warning: ${warning}`)}`).join("\n")]
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

/** A list's changes are told in the column of what it becomes. */
const changedCells = (difference: ReportedDifference): string[][] => [
  ...difference.lists.map((list) => [
    `${code(list.property)}${placeOf({ position: listPosition(difference, list) })}`,
    "",
    code(changesText(list.changes)),
  ]),
  ...shownProperties(difference).map(propertyCells),
];

function propertyCells({ path, position, values, added, says }: ShownProperty): string[] {
  const property = `${code(path)}${placeOf({ position })}`;
  if (!values) return [property, "", code(valueText(added))];
  return [property, code(valueText(values.left)), says ? words(says) : code(valueText(values.right))];
}

/** In bytes: a comment or an issue may have 65,536 characters, and there is more in a report than its first table. */
const longestTable = 45_000;

/** As many rows as there is space for, and how many there are more: a row that is cut wouldn't be one. */
function boundedTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  let left = longestTable;
  const shown = rows.filter((cells) => {
    left -= Buffer.byteLength(cells.join(" | ")) + 5;
    return left >= 0;
  });
  const more = rows.length - shown.length;
  return [
    table(head, shown),
    ...(more > 0
      ? [`${countOf(more, "more row")} than there is space for here: --format text and json have all.`]
      : []),
  ];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "-"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
