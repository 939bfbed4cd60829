import { positionText } from "../../site-document/parsed-yaml";
import type { Output } from "../output";
import {
  acceptText,
  changeText,
  countText,
  coverageText,
  type Report,
  type ReportedDifference,
  type ReportedProperty,
  unmanagedFieldsText,
  unmanagedText,
  valueText,
} from "./report";

/** For people, in lines. */
export function textReport(report: Report, paint: Output["paint"]): string[] {
  return [
    paint("bold", `${report.title}: ${countText(report)}`),
    ...report.differences.flatMap((difference) => ["", ...differenceLines(difference, report, paint)]),
    ...coverageLines(report),
    ...report.notes.map((note) => `Note: ${note}`),
    ...(report.ignored > 0 ? [`Ignored: ${report.ignored}`] : []),
  ];
}

function differenceLines(difference: ReportedDifference, report: Report, paint: Output["paint"]): string[] {
  // Of what is changed each property has its own.
  const isWhole = difference.properties.length === 0;
  const place = isWhole ? placeText(difference) : "";
  const colourOf = { changed: "yellow", missing: "red", additional: "green", ambiguous: "red" } as const;
  const what = difference.change === "changed" ? "" : `: ${changeText(difference, report)}`;
  return [
    paint(colourOf[difference.change], `${objectTitle(difference)}${what}`) + paint("dim", place),
    ...(difference.accept === undefined ? [] : [`  accept  ${acceptText(difference)}`]),
    ...difference.properties.flatMap((property) => propertyLines(property, report, paint)),
  ];
}

const placeText = ({ position }: Pick<ReportedProperty, "position">) =>
  position ? `  ${positionText(position)}` : "";

/** The kind is a part of what a resource of a stack is called. */
const objectTitle = ({ object, kind }: ReportedDifference) =>
  object.startsWith(`${kind} `) ? object : `${object} (${kind})`;

function propertyLines(
  property: ReportedProperty,
  { left, right }: Report,
  paint: Output["paint"],
): string[] {
  const width = Math.max(left.length, right.length);
  return [
    `  ${property.path}${paint("dim", placeText(property))}`,
    paint("red", `    ${left.padEnd(width)}  ${valueText(property.left)}`),
    paint("green", `    ${right.padEnd(width)}  ${valueText(property.right)}`),
    ...(property.accept === undefined ? [] : [`    ${"accept".padEnd(width)}  ${acceptText(property)}`]),
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
