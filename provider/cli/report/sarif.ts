import { isIn } from "../../site-document/list-changes";
import { jsonDocument } from "../../text/json";
import { sarifText, sarifUri } from "../../text/sarif";
import { listText } from "./list-text";
import { changeText, contentLines, isTold, type Report, type ReportedDifference, valueText } from "./report";
import { shownProperties } from "./shown-properties";

const rules = {
  changed: "A property has another value than the one that is wanted.",
  missing: "An object that is wanted isn't there.",
  additional: "An object is there that isn't wanted.",
  ambiguous: "Several objects are there that nothing tells apart.",
  warning: "Something is declared that may not be meant so.",
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
        ...(report.failure && {
          invocations: [
            {
              executionSuccessful: false,
              toolExecutionNotifications: report.failure.map((text) => ({
                level: "error",
                message: { text: sarifText(text) },
              })),
            },
          ],
        }),
        results: [
          ...report.differences.flatMap((difference) => resultsOf(difference, report)),
          ...(report.warnings ?? []).map(warningResult),
        ],
      },
    ],
  };
  return jsonDocument(document);
}

function resultsOf(difference: ReportedDifference, report: Report) {
  const { object, properties, lists } = difference;
  const texts = [...(difference.remarks ?? []), ...contentLines(difference)];
  const whole = `${object}: ${[changeText(difference, report), ...texts].join("; ")}`;
  return [
    ...(isTold(difference) || properties.length === 0 ? [result(difference, whole, "")] : []),
    ...lists.map((list) => {
      const position = properties.find(({ path }) => isIn(list.property, path))?.position;
      return result(placed(difference, position), `${object}: ${listText(list)}`, list.property);
    }),
    ...shownProperties(difference).map(({ path, values, added, position }) => {
      const what = values
        ? `is ${valueText(values.left)} ${report.left} and ${valueText(values.right)} ${report.right}`
        : `comes as ${valueText(added)}`;
      return result(placed(difference, position), `${object}: ${path} ${what}`, path);
    }),
  ];
}

const warningResult = (text: string) => ({
  ruleId: "warning",
  level: "note",
  message: { text: sarifText(text) },
  locations: [{ physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } } }],
  partialFingerprints: { warning: text },
});

const placed = (difference: ReportedDifference, position: ReportedDifference["position"]) => ({
  ...difference,
  position: position ?? difference.position,
});

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
