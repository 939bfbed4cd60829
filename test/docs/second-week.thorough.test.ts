import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { pageOf } from "../../docs/second-week/page";

it("the second week is what the commands print; if not, run: npm run docs:second-week", async () => {
  const page = readFileSync(join(resolve(__dirname, "../../docs"), "second-week.md"), "utf8");
  expect(await pageOf(page)).toBe(page);
});
