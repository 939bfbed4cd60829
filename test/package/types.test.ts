import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { repository } from "../support/packed";

interface Manifest {
  types: string;
  exports: Record<string, string | { types: string }>;
  typesVersions: Record<string, Record<string, string[]>>;
}

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
const typed = Object.entries(manifest.exports).flatMap(([entry, target]) =>
  typeof target === "string" ? [] : [{ entry, types: target.types }],
);

describe("the types of the package", () => {
  it.each(typed)("of $entry need no package but Pulumi's", ({ types }) => {
    const reached = reachedFrom(join(repository, types));
    expect(reached.missing).toEqual([]);
    expect(reached.packages.filter((name) => name !== "@pulumi/pulumi" && !isBuiltin(name))).toEqual([]);
  });

  it("are found by compilers that don't read exports, too", () => {
    const below = typed.filter(({ entry }) => entry !== ".");
    expect(below.length).toBeGreaterThan(0);
    expect(manifest.typesVersions).toEqual({
      "*": Object.fromEntries(
        below.map(({ entry, types }) => [entry.replace("./", ""), [types.replace("./", "")]]),
      ),
    });
    expect(`./${manifest.types}`).toBe(typed.find(({ entry }) => entry === ".")?.types);
  });
});

/** What a compiler reads besides a file of declarations. */
function reachedFrom(file: string): { packages: string[]; missing: string[] } {
  const packages = new Set<string>();
  const missing: string[] = [];
  const read = new Set<string>();
  const follow = (path: string) => {
    if (read.has(path)) return;
    read.add(path);
    const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(path, "utf8"));
    for (const { fileName } of typeReferenceDirectives) packages.add(fileName);
    for (const { fileName } of importedFiles) {
      if (!fileName.startsWith(".")) packages.add(fileName);
      else {
        const place = join(dirname(path), fileName);
        const found = [`${place}.d.ts`, join(place, "index.d.ts")].find((each) => existsSync(each));
        if (found) follow(found);
        else missing.push(`${relative(repository, path)}: ${fileName}`);
      }
    }
  };
  follow(file);
  return { packages: [...packages], missing };
}
