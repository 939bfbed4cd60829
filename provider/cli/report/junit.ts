import { xmlText } from "../../text/xml";
import { listText } from "./list-text";
import { changeText, contentLines, type Report, type ReportedDifference } from "./report";
import { shownProperties, valuesText } from "./shown-properties";

/** For CI systems that show test results: a failed test for each object that differs. */
export function junitReport(report: Report): string {
  const { differences, title } = report;
  const cases =
    differences.length === 0
      ? [`    <testcase classname="comm100" name="${xmlText(title)}"/>`]
      : differences.map((difference) => failedCase(difference, report));
  const counts = `tests="${cases.length}" failures="${differences.length}" errors="0" skipped="0"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${counts}>`,
    `  <testsuite name="${xmlText(title)}" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function failedCase(difference: ReportedDifference, report: Report): string {
  const lines = [
    ...difference.lists.map(listText),
    ...shownProperties(difference).map((property) => `${property.path}: ${valuesText(property, report)}`),
  ];
  const texts = lines.length > 0 ? lines : [changeText(difference, report), ...contentLines(difference)];
  const place = difference.position
    ? ` file="${xmlText(difference.position.file)}" line="${difference.position.line}"`
    : "";
  return [
    `    <testcase classname="comm100.${xmlText(difference.kind)}" name="${xmlText(difference.object)}"${place}>`,
    `      <failure type="${difference.change}" message="${xmlText(changeText(difference, report))}">${texts.map(xmlText).join("\n")}</failure>`,
    "    </testcase>",
  ].join("\n");
}
