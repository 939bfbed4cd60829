import { changeText, type Report, type ReportedDifference, valueText } from "./report";

/** For CI systems that show test results: a failed test for each object that differs. */
export function junitReport(report: Report): string {
  const { differences, title } = report;
  const cases =
    differences.length === 0
      ? [`    <testcase classname="comm100" name="${escaped(title)}"/>`]
      : differences.map((difference) => failedCase(difference, report));
  const counts = `tests="${cases.length}" failures="${differences.length}" errors="0" skipped="0"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(title)}" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function failedCase(difference: ReportedDifference, report: Report): string {
  const lines = difference.properties.map(
    ({ path, left, right }) =>
      `${path}: ${report.left} ${valueText(left)}, ${report.right} ${valueText(right)}`,
  );
  const text = lines.length > 0 ? lines.join("\n") : changeText(difference, report);
  const place = difference.position
    ? ` file="${escaped(difference.position.file)}" line="${difference.position.line}"`
    : "";
  return [
    `    <testcase classname="comm100.${escaped(difference.kind)}" name="${escaped(difference.object)}"${place}>`,
    `      <failure type="${difference.change}" message="${escaped(changeText(difference, report))}">${escaped(text)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML can't hold, in any spelling, become the sign for that. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
