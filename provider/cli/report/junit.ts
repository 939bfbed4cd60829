import { positionText } from "../../site-document/parsed-yaml";
import { xmlText } from "../../text/xml";
import { changeText, type Report, type ReportedDifference, valueText } from "./report";

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
  const lines = difference.properties.map(
    ({ path, left, right, position }) =>
      `${position ? `${positionText(position)}: ` : ""}${path}: ${report.left} ${valueText(left)}, ${report.right} ${valueText(right)}`,
  );
  const texts = lines.length > 0 ? lines : [changeText(difference, report)];
  const position = difference.properties[0]?.position ?? difference.position;
  const place = position ? ` file="${xmlText(position.file)}" line="${position.line}"` : "";
  return [
    `    <testcase classname="comm100.${xmlText(difference.kind)}" name="${xmlText(difference.object)}"${place}>`,
    `      <failure type="${difference.change}" message="${xmlText(changeText(difference, report))}">${texts.map(xmlText).join("\n")}</failure>`,
    "    </testcase>",
  ].join("\n");
}
