import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, linksOf, markdownFiles } from "../support/markdown";

const repository = resolve(__dirname, "../..");
const files = markdownFiles();

describe("the documentation", () => {
  it("has no link to a file, an image or a heading that isn't there", () => {
    const broken = files.flatMap((file) =>
      linksOf(file)
        .filter(({ path, anchor }) => !leadsSomewhere(path, anchor))
        .map(({ href }) => `${file}: ${href}`),
    );
    expect(broken).toEqual([]);
  });

  it("names no test file that isn't there", () => {
    const named = files.flatMap((file) =>
      [...readFileSync(join(repository, file), "utf8").matchAll(/test\/[\w./-]+\.test\.ts/g)].map(
        ([path]) => `${file}: ${path}`,
      ),
    );
    expect(named.filter((one) => !existsSync(join(repository, one.split(": ")[1] ?? "")))).toEqual([]);
  });

  it("has no page in docs/ that can't be reached from its index; if there is one, add it to docs/README.md", () => {
    const pages = files.filter((file) => file.startsWith("docs/"));
    const reached = new Set(["docs/README.md"]);
    // The set grows while it is walked.
    for (const page of reached) {
      for (const { path } of linksOf(page)) if (pages.includes(path)) reached.add(path);
    }
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  it("begins with a page that is read in five minutes: at most 200 lines", () => {
    expect(readFileSync(join(repository, "README.md"), "utf8").split("\n").length).toBeLessThanOrEqual(201);
  });
});

const leadsSomewhere = (path: string, anchor: string): boolean =>
  existsSync(join(repository, path)) && (anchor === "" || anchorsOf(path).includes(anchor));
