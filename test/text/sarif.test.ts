import fc from "fast-check";
import { expect, it } from "vitest";
import { sarifReport } from "../../provider/cli/report/sarif";
import { shownProperties } from "../../provider/cli/report/shown-properties";
import { isIn } from "../../provider/site-document/list-changes";
import { visible } from "../../provider/text/visible";
import { hostileReport } from "../support/hostile-report";
import { actedOn } from "../support/hostile-text";

interface Log {
  runs: { results: { ruleId: string; message: { text: string }; locations: Location[] }[] }[];
}
interface Location {
  physicalLocation: { artifactLocation: { uri: string } };
}

/** A plain text message as SARIF 2.1.0 has it (3.11.5, 3.11.6): words, or a link, or a placeholder. */
function readMessage(text: string): string {
  const tokens = text.match(/\\[\\[\]]|\{\{|\}\}|[^\\[\]{}]/gs) ?? [];
  expect(tokens.join("")).toBe(text);
  return tokens.map((token) => token.slice(-1)).join("");
}

it("a report in SARIF has messages of words alone, and files as addresses", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const written = sarifReport(report);
      expect(actedOn(written)).toEqual([]);
      const all = (JSON.parse(written) as Log).runs.flatMap((run) => run.results);
      const results = all.filter(({ ruleId }) => ruleId !== "warning");
      const warnings = all.slice(results.length).map(({ message }) => readMessage(message.text));
      expect(warnings).toEqual(report.warnings?.map(visible));
      const reported = report.differences.flatMap((one) =>
        one.properties.length === 0
          ? [one]
          : [
              ...one.lists.map(({ property }) => one.properties.find(({ path }) => isIn(property, path))),
              ...shownProperties(one),
            ].map((shown) => ({ ...one, position: shown?.position ?? one.position })),
      );
      expect(results).toHaveLength(reported.length);
      for (const [index, { message, locations }] of results.entries()) {
        const { object, position } = reported[index] as (typeof reported)[number];
        expect(readMessage(message.text).startsWith(visible(`${object}: `))).toBe(true);
        const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? "";
        expect(uri).toMatch(/^(?:file:\/\/)?(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*$/);
        if (!uri.startsWith("file:"))
          expect(decodeURIComponent(uri)).toBe((position?.file ?? "Pulumi.yaml").toWellFormed());
      }
    }),
  );
});
