import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Row, tablesOf } from "../support/markdown";

const repository = resolve(__dirname, "../..");
const page = "docs/pulumi-options.md";
const read = (path: string) => readFileSync(join(repository, path), "utf8");

const [options = [], commands = [], ...others] = tablesOf(page);
const rows = [...options, ...commands];

/** The names of a file's tests, those of `it.each` included, as they stand there. */
function testsIn(path: string): string[] {
  if (!existsSync(join(repository, path))) return [];
  const suites = /\bdescribe(?:\.each\(.*?\]\))?\("[^"]*"/g;
  const names = read(path)
    .replace(suites, "")
    .matchAll(/(?:\bit|\))\(\s*("(?:[^"\\]|\\.)+")/g);
  return [...names].map(([, name = ""]) => JSON.parse(name) as string);
}

/** The first cell without its code marks: what the row is about. */
const namesIn = ({ cells: [first = ""] }: Row) => first.split(", ");

/** The options that a resource, a component or a provider can have, as Pulumi's SDK declares them. */
function optionsOfSdk(): string[] {
  const text = read("node_modules/@pulumi/pulumi/resource.d.ts");
  const interfaces = ["ResourceOptions", "CustomResourceOptions", "ComponentResourceOptions"];
  return interfaces.flatMap((name) => {
    const [, body = ""] = new RegExp(`interface ${name} [^{]*{([\\s\\S]*?)\\n}`).exec(text) ?? [];
    return [...body.matchAll(/^ {4}(\w+)\?:/gm)].map(([, option = ""]) => option);
  });
}

describe("the page about Pulumi's options and commands", () => {
  it("has a table of each, and nothing else in a table", () => {
    expect([options.length > 20, commands.length > 20, others]).toEqual([true, true, []]);
  });

  it("names in every row a test that is there; if not, a test was renamed: put its name into the link's title", () => {
    const held = rows.map(({ cells, links }) => ({
      row: cells[0],
      isHeld: links.length > 0,
      missing: links.filter(({ path, title }) => !testsIn(path).includes(title)),
    }));
    expect(held.filter(({ isHeld, missing }) => !isHeld || missing.length > 0)).toEqual([]);
  });

  it("has a row for every option of the SDK that a program can have a use for", () => {
    const withoutUse = ["pluginDownloadURL", "urn"];
    const named = [...options.flatMap(namesIn), ...withoutUse];
    const all = optionsOfSdk();
    expect(all.length).toBeGreaterThan(20);
    expect([...new Set(all)].sort()).toEqual(named.sort());
    for (const option of withoutUse) expect(read(page)).toContain(`\`${option}\``);
  });

  it("has every row once, and the options in alphabetical order", () => {
    const names = rows.map(({ cells }) => cells[0]);
    // `import` is an option and a command.
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(["import"]);
    const listed = options.flatMap(namesIn);
    expect(listed).toEqual(listed.toSorted((one, other) => one.localeCompare(other)));
  });

  it.each(["test/e2e/pulumi-options.thorough.test.ts", "test/e2e/pulumi-commands.test.ts"])(
    "says what each test of %s holds",
    (path) => {
      const named = rows.flatMap(({ links }) => links.map(({ title }) => title));
      expect(testsIn(path).filter((name) => !named.includes(name))).toEqual([]);
    },
  );
});
