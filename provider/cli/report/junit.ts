import { changeText, type Report, type ReportedDifference, valueText } from "./report";

/** For CI systems that show test results: a failed test for each object that differs. */
export function junitReport(report: Report): string {
  const { differences, title } = report;
  const cases =
    differences.length === 0
      ? [`    <testcase classname="comm100" name="${escaped(title)}"/>`]
      : differences.map((one) => failedCase(one, report));
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

function failedCase(one: ReportedDifference, report: Report): string {
  const lines = one.properties.map(
    ({ path, left, right }) =>
      `${path}: ${report.left} ${valueText(left)}, ${report.right} ${valueText(right)}`,
  );
  const text = lines.length > 0 ? lines.join("\n") : changeText(one, report);
  const place = one.position ? ` file="${escaped(one.position.file)}" line="${one.position.line}"` : "";
  return [
    `    <testcase classname="comm100.${escaped(one.kind)}" name="${escaped(one.object)}"${place}>`,
    `      <failure type="${one.change}" message="${escaped(changeText(one, report))}">${escaped(text)}</failure>`,
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
