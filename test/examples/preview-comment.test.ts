import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { lexer, type Tokens } from "marked";
import { expect, it, onTestFinished } from "vitest";
import { actedOn, hostileText } from "../support/hostile-text";

const script = resolve(__dirname, "../../examples/gitops-two-sites/ci/preview.mjs");

/** The log, and the comment, of a preview. */
function shown(preview: string): { log: string; comment: string } {
  const folder = mkdtempSync(join(tmpdir(), "comm100-preview-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, comment] = [join(folder, "preview.txt"), join(folder, "comment.md")];
  writeFileSync(file, preview);
  const log = execFileSync(process.execPath, [script, "Preview of staging", file, comment], {
    encoding: "utf8",
  });
  return { log, comment: readFileSync(comment, "utf8") };
}

/** A heading and one block of code, and what comes below it. */
const blocksOf = (comment: string) => lexer(comment).filter(({ type }) => type !== "space");

it("a preview of any texts is a block of code in the comment, and no command in the log", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 40, maxLength: 60 }), (texts) => {
      const { log, comment } = shown(`Previewing update\n${texts.join("\n")}\nResources:\n`);
      expect([actedOn(log), actedOn(comment)]).toEqual([[], []]);
      const [heading, code, ...others] = blocksOf(comment);
      expect([heading?.type, heading?.raw.trim()]).toEqual(["heading", "## Preview of staging"]);
      expect([code?.type, others]).toEqual(["code", []]);
      const words = (text = "") => text.split(/\s+/).filter((word) => word !== "");
      expect(words((code as Tokens.Code).text)).toEqual(words(log));
    }),
    { numRuns: 15 },
  );
});

it.each(["é", "\u{1f600}", "`", "a\n"])(
  "a long preview of %j is cut between two characters, and stays a block",
  (unit) => {
    const { log, comment } = shown(`${unit.repeat(70_000)}the end`);
    expect(log).toContain("the end");
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).not.toContain("\ufffd");
    expect(blocksOf(comment).map(({ type }) => type)).toEqual(["heading", "code", "paragraph"]);
  },
);
