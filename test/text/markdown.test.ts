import fc from "fast-check";
import { lexer, type Token, type Tokens, walkTokens } from "marked";
import { expect, it } from "vitest";
import type { Report } from "../../provider/cli/report";
import { markdownReport } from "../../provider/cli/report/markdown";
import { listPosition, shownProperties } from "../../provider/cli/report/shown-properties";
import { positionText } from "../../provider/site-document/parsed-yaml";
import { markdownCode } from "../../provider/text/markdown";
import { visible } from "../../provider/text/visible";
import { hostileReport } from "../support/hostile-report";
import { actedOn, hostileText } from "../support/hostile-text";

/** Whatever the words are. */
const expectedBlocks = ({ differences, warnings }: Report) => [
  "heading",
  "table",
  ...(warnings ? ["list"] : []),
  ...(differences.some(({ change }) => change === "changed") ? ["paragraph", "code"] : []),
  "paragraph",
  "table",
  "list",
];

const allTokens = (tokens: readonly Token[]): Token[] => {
  const all: Token[] = [];
  walkTokens([...tokens], (token) => void all.push(token));
  return all;
};

const harmless = new Set([
  ...["heading", "table", "paragraph", "code", "list", "list_item", "space", "text", "codespan", "escape"],
]);

it("a report in Markdown has the blocks, rows and cells that it is to have, and only words and code in them", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const written = markdownReport(report);
      expect(actedOn(written)).toEqual([]);
      const blocks = lexer(written).filter(({ type }) => type !== "space");
      const ending = report.ignored > 0 ? ["paragraph"] : [];
      expect(blocks.map(({ type }) => type)).toEqual([...expectedBlocks(report), ...ending]);
      const found = allTokens(blocks);
      expect(found.filter(({ type }) => !harmless.has(type))).toEqual([]);

      const [differing, unmanaged] = blocks.filter((token): token is Tokens.Table => token.type === "table");
      const rows = report.differences.flatMap((one) => {
        const { object, position, change, lists } = one;
        const placed = (name: string, at: typeof position) => [name, ...(at ? [positionText(at)] : [])];
        const told = [
          ...(change === "changed" ? [] : [[placed(object, position)]]),
          ...(one.remarks ?? []).map(() => [[object]]),
        ];
        const properties = [
          ...lists.map((list) => placed(list.property, listPosition(one, list))),
          ...shownProperties(one).map(({ path, position: at }) => placed(path, at)),
        ];
        return [...told, ...properties.map((cell) => [[object], cell])];
      });
      expect(differing?.rows.map((row) => row.length)).toEqual(rows.map(() => 4));
      const codeOf = (cell: Tokens.TableCell | undefined) =>
        cell?.tokens.flatMap((token) => (token.type === "codespan" ? [(token as Tokens.Codespan).text] : []));
      const inCells = differing?.rows.map((row, index) => row.slice(0, rows[index]?.length).map(codeOf));
      expect(inCells).toEqual(rows.map((row) => row.map((texts) => texts.flatMap(shownInCell))));
      expect(unmanaged?.rows.map(([cell]) => codeOf(cell))).toEqual(
        report.coverage?.unmanaged.map(({ object }) => shownInCell(object)),
      );
    }),
  );
});

it("a report of any size fits into a comment, and says how much isn't in it", () => {
  const differences = Array.from({ length: 3000 }, (_, index) => ({
    kind: "Ban",
    object: `bans[${index}]`,
    change: "changed" as const,
    properties: [{ path: "comment", left: "…".repeat(20), right: "Spam" }],
    lists: [],
    below: 0,
  }));
  const report = { title: "Two sites", left: "a", right: "b", differences, ignored: 0, notes: ["The end"] };
  const written = markdownReport(report);
  expect(Buffer.byteLength(written)).toBeLessThan(65_536);
  const [table] = lexer(written).filter((token): token is Tokens.Table => token.type === "table");
  const shown = table?.rows.length ?? 0;
  expect(shown).toBeGreaterThan(300);
  expect(written).toContain(`${3000 - shown} more rows than there is space for here`);
  expect(written).toContain("- The end");
});

const shownInCell = (text: string) => (text === "" ? [] : [visible(text).replace(/(?<=\\)\|/g, "\\u007c")]);

it("what isn't code mentions nobody, and links to no issue, address or commit", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const words = allTokens(lexer(markdownReport(report))).filter(({ type }) => type === "text");
      for (const { raw } of words) {
        if (raw.includes("`")) continue;
        // Backslashes are gone in what GitHub and GitLab look through.
        const seen = raw.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
        expect(seen).not.toMatch(/[@#!~%](?!8203;)(?=[\w"])|https?:\/\/|www\.|GH-\d/);
      }
    }),
  );
});

it("a value stands in code as it is, whatever backticks and pipes it has", () => {
  fc.assert(
    fc.property(
      hostileText.filter((text) => text !== ""),
      (text) => {
        const [table] = lexer(`| A | B |\n| - | - |\n| ${markdownCode(text)} | end |\n`) as unknown as [
          Tokens.Table,
        ];
        const [row] = table.rows;
        expect(row?.[0]?.tokens.map((token) => [token.type, (token as Tokens.Codespan).text])).toEqual([
          ["codespan", ...shownInCell(text)],
        ]);
        expect(row?.[1]?.text).toBe("end");
      },
    ),
  );
});
