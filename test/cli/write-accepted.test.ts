import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writeAccepted } from "../../provider/cli/write-accepted";

it("what was accepted is written as a whole, shown as a difference, and never over a file that has changed since it was read", () => {
  const folder = mkdtempSync(join(tmpdir(), "comm100-accepted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [one, other] = [join(folder, "site.yaml"), join(folder, "overlay.yaml")];
  const lines = Array.from({ length: 20 }, (_, index) => `line${index}: ${index}`);
  const before = `${lines.join("\n")}\n`;
  writeFileSync(one, before);
  writeFileSync(other, "a: somebody else's\n");
  const shown: string[] = [];
  const changes = [
    { file: one, before, after: before.replace("line10: 10", "line10: ten").replace("line19: 19\n", "") },
    { file: other, before: "a: 1\n", after: "a: 2\n" },
  ];
  const write = () => writeAccepted(changes, [], (line) => shown.push(line));
  expect(write).toThrow(/nothing was written, as .*overlay\.yaml has changed since it was read/);
  expect([readFileSync(one, "utf8"), shown]).toEqual([before, []]);
  writeFileSync(other, "a: 1\n");
  write();
  expect(readFileSync(one, "utf8")).toBe(changes[0]?.after);
  expect(readFileSync(other, "utf8")).toBe("a: 2\n");
  expect(shown).toEqual([
    `--- ${one}`,
    `+++ ${one}`,
    "@@ -8,7 +8,7 @@",
    ...[
      " line7: 7",
      " line8: 8",
      " line9: 9",
      "-line10: 10",
      "+line10: ten",
      " line11: 11",
      " line12: 12",
      " line13: 13",
    ],
    "@@ -17,4 +17,3 @@",
    ...[" line16: 16", " line17: 17", " line18: 18", "-line19: 19"],
    `--- ${other}`,
    `+++ ${other}`,
    "@@ -1,1 +1,1 @@",
    "-a: 1",
    "+a: 2",
  ]);
});
