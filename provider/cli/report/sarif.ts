import { jsonDocument } from "../../text/json";
import { sarifText, sarifUri } from "../../text/sarif";
import { changeText, type Report, type ReportedDifference, valueText } from "./report";

const rules = {
  changed: "A property has another value than the one that is wanted.",
  missing: "An object that is wanted isn't there.",
  additional: "An object is there that isn't wanted.",
  ambiguous: "Several objects are there that nothing tells apart.",
};

/** SARIF 2.1.0, for code scanning: a result for each property or object that differs. */
export function sarifReport(report: Report): string {
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "comm100",
            rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        results: report.differences.flatMap((difference) => resultsOf(difference, report)),
      },
    ],
  };
  return jsonDocument(document);
}

function resultsOf(difference: ReportedDifference, report: Report) {
  if (difference.properties.length === 0)
    return [result(difference, `${difference.object}: ${changeText(difference, report)}`, "")];
  return difference.properties.map(({ path, left, right, position }) =>
    result(
      { ...difference, position: position ?? difference.position },
      `${difference.object}: ${path} is ${valueText(left)} ${report.left} and ${valueText(right)} ${report.right}`,
      path,
    ),
  );
}

function result({ change, object, kind, urn, position }: ReportedDifference, text: string, path: string) {
  // Viewers need a file; what a stack declares is in its program.
  const { file, line, column } = position ?? { file: "Pulumi.yaml", line: 1, column: 1 };
  return {
    ruleId: change,
    level: "warning",
    message: { text: sarifText(text) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: sarifUri(file) },
          region: { startLine: line, startColumn: column },
        },
        logicalLocations: [{ name: object, fullyQualifiedName: urn ?? object, kind: "resource" }],
      },
    ],
    partialFingerprints: { object: `${kind} ${urn ?? object} ${path}` },
  };
}
