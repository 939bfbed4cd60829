import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { jsonReport } from "../../provider/cli/report/json";
import { junitReport } from "../../provider/cli/report/junit";
import { markdownReport } from "../../provider/cli/report/markdown";
import { sarifReport } from "../../provider/cli/report/sarif";
import { shownProperties } from "../../provider/cli/report/shown-properties";
import { visible } from "../../provider/text/visible";
import { hostileReport } from "../support/hostile-report";
import { actedOn } from "../support/hostile-text";

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** By a parser that refuses whatever XML 1.0 doesn't allow. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return elements;
}

it("a report as JUnit results is XML with a case for each object, whatever its name has in it", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const written = junitReport(report);
      expect(actedOn(written)).toEqual([]);
      const elements = elementsOf(written);
      const named = (wanted: string) => elements.filter(({ name }) => name === wanted);
      const { differences, title } = report;
      expect(elements).toHaveLength(3 + 2 * differences.length);
      expect(named("testsuite").map(({ attributes }) => attributes.name)).toEqual([visible(title)]);
      expect(named("testcase").map(({ attributes }) => attributes.name)).toEqual(
        differences.map(({ object }) => visible(object)),
      );
      expect(named("testcase").map(({ attributes }) => attributes.file)).toEqual(
        differences.map(({ position, properties: [first] }) => {
          const place = first?.position ?? position;
          return place && visible(place.file);
        }),
      );
      expect(named("failure").map(({ text }) => text.split("\n").length)).toEqual(
        differences.map((one) =>
          one.change === "changed"
            ? one.lists.length + shownProperties(one).length
            : 1 + (one.remarks ?? []).length + Object.keys(one.content ?? {}).length,
        ),
      );
    }),
  );
});

it("a report that there is none says why in every format", () => {
  const report = { ...whole, failure: ["nothing was changed: ##[error] it's wrong", "  and more"] };
  for (const written of [
    jsonReport(report),
    junitReport(report),
    markdownReport(report),
    sarifReport(report),
  ]) {
    expect(written.replaceAll("&apos;", "'")).toContain("it's wrong");
    expect(written).toContain("and more");
    expect(actedOn(written)).toEqual([]);
  }
  expect(junitReport(report)).toMatch(/failures="0" errors="1"/);
  expect(JSON.parse(jsonReport(report))).toMatchObject({ differs: false, failure: report.failure });
});

const whole = { title: "Preview", left: "now", right: "planned", differences: [], ignored: 0, notes: [] };
