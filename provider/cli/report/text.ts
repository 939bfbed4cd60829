import { type Position, positionText } from "../../site-document/parsed-yaml";
import type { Output } from "../output";
import { listText } from "./list-text";
import {
  acceptText,
  changeText,
  contentLines,
  countText,
  coverageText,
  isTold,
  type Report,
  type ReportedDifference,
  unmanagedFieldsText,
  unmanagedText,
  valueText,
} from "./report";
import { acceptedChanges, listPosition, type ShownProperty, shownProperties } from "./shown-properties";

/** For people, in lines. */
export function textReport(report: Report, paint: Output["paint"]): string[] {
  return [
    paint("bold", `${report.title}: ${countText(report)}`),
    ...(report.failure ?? []),
    ...report.differences.flatMap((difference) => ["", ...differenceLines(difference, report, paint)]),
    ...coverageLines(report),
    ...(report.warnings ?? []).map((warning) => paint("yellow", `Warning: ${warning}`)),
    ...report.notes.map((note) => `Note: ${note}`),
    ...(report.ignored > 0 ? [`Ignored: ${report.ignored}`] : []),
  ];
}

function differenceLines(difference: ReportedDifference, report: Report, paint: Output["paint"]): string[] {
  // Of what is changed each property has its own.
  const isWhole = difference.properties.length === 0;
  const place = isWhole ? placeText(difference) : "";
  const colourOf = { changed: "yellow", missing: "red", additional: "green", ambiguous: "red" } as const;
  const what = isTold(difference) ? `: ${changeText(difference, report)}` : "";
  return [
    paint(colourOf[difference.change], `${objectTitle(difference)}${what}`) + paint("dim", place),
    ...(difference.accept === undefined ? [] : [`  accept  ${acceptText(difference)}`]),
    ...(difference.remarks ?? []).map((remark) => paint("yellow", `  ! ${remark}`)),
    ...contentLines(difference).map((line) => `  ${line}`),
    ...difference.lists.map(
      (list) => `  ${listText(list)}${paint("dim", placeText({ position: listPosition(difference, list) }))}`,
    ),
    ...shownProperties(difference).flatMap((property) => propertyLines(property, report, paint)),
    ...acceptedChanges(difference).flatMap((property) => [
      `  ${property.path}`,
      `    accept  ${acceptText(property)}`,
    ]),
  ];
}

const placeText = ({ position }: { position?: Position | undefined }) =>
  position ? `  ${positionText(position)}` : "";

/** The kind is a part of what a resource of a stack is called. */
const objectTitle = ({ object, kind }: ReportedDifference) =>
  object.startsWith(`${kind} `) ? object : `${object} (${kind})`;

function propertyLines(
  { path, values, added, says, position, ...accepted }: ShownProperty,
  { left, right }: Report,
  paint: Output["paint"],
): string[] {
  const width = Math.max(left.length, right.length);
  return [
    `  ${path}${paint("dim", placeText({ position }))}`,
    ...(values
      ? [
          paint("red", `    ${left.padEnd(width)}  ${valueText(values.left)}`),
          paint("green", `    ${right.padEnd(width)}  ${says ?? valueText(values.right)}`),
        ]
      : [paint("green", `    ${"+".padEnd(width)}  ${valueText(added)}`)]),
    ...(accepted.accept === undefined ? [] : [`    ${"accept".padEnd(width)}  ${acceptText(accepted)}`]),
  ];
}

function coverageLines({ coverage }: Report): string[] {
  if (!coverage) return [];
  const fields = unmanagedFieldsText(coverage);
  return [
    "",
    `Under management: ${coverageText(coverage)}`,
    ...coverage.unmanaged.map(
      (unmanaged) => `  not managed: ${unmanaged.object} (${unmanaged.kind})${unmanagedText(unmanaged)}`,
    ),
    ...(fields === undefined ? [] : [`  ${fields}`]),
  ];
}
