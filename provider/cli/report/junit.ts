import { type Position, positionText } from "../../site-document/parsed-yaml";
import { xmlText } from "../../text/xml";
import { listText } from "./list-text";
import { changeText, contentLines, isTold, type Report, type ReportedDifference } from "./report";
import { listPosition, shownProperties, valuesText } from "./shown-properties";

/** For CI systems that show test results: a failed test for each object that differs. */
export function junitReport(report: Report): string {
  const { differences, title, failure, warnings = [] } = report;
  const cases =
    differences.length === 0
      ? wholeCase(report)
      : differences.map((difference) => failedCase(difference, report));
  const tests = Math.max(1, differences.length);
  const counts = `tests="${tests}" failures="${differences.length}" errors="${failure ? 1 : 0}" skipped="0"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${counts}>`,
    `  <testsuite name="${xmlText(title)}" ${counts}>`,
    ...cases,
    ...(warnings.length > 0 ? [`    <system-out>${warnings.map(xmlText).join("\n")}</system-out>`] : []),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** The one test that there is without a difference. */
function wholeCase({ title, failure }: Report): string[] {
  const name = `classname="comm100" name="${xmlText(title)}"`;
  if (!failure) return [`    <testcase ${name}/>`];
  const text = failure.map(xmlText).join("\n");
  return [`    <testcase ${name}>`, `      <error message="failed">${text}</error>`, "    </testcase>"];
}

function failedCase(difference: ReportedDifference, report: Report): string {
  const lines = [
    ...(difference.remarks ?? []),
    ...difference.lists.map((list) => `${at(listPosition(difference, list))}${listText(list)}`),
    ...shownProperties(difference).map(
      (property) => `${at(property.position)}${property.path}: ${valuesText(property, report)}`,
    ),
  ];
  const texts = [
    ...(isTold(difference) ? [changeText(difference, report)] : []),
    ...lines,
    ...contentLines(difference),
  ];
  const position = difference.properties[0]?.position ?? difference.position;
  const place = position ? ` file="${xmlText(position.file)}" line="${position.line}"` : "";
  return [
    `    <testcase classname="comm100.${xmlText(difference.kind)}" name="${xmlText(difference.object)}"${place}>`,
    `      <failure type="${difference.change}" message="${xmlText(changeText(difference, report))}">${texts.map(xmlText).join("\n")}</failure>`,
    "    </testcase>",
  ].join("\n");
}

/** In front of what is told. */
const at = (position: Position | undefined) => (position ? `${positionText(position)}: ` : "");
