import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const provider = resolve(__dirname, "../../provider");

/** The files of the provider that do something, in folders that people's screens are reached from. */
const filesWith = (pattern: RegExp, ...folders: string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(provider, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(folder, file)),
    )
    .filter((file) => pattern.test(readFileSync(join(provider, file), "utf8")))
    .map((file) => file.replaceAll("\\", "/"))
    .sort();

const all = [
  "api",
  "core",
  "definitions",
  "lifecycle",
  "site-document",
  "program",
  "pulumi",
  "promotion",
  "stack",
];

it("what is printed goes through one of these places, each of which makes it visible", () => {
  expect(filesWith(/\bconsole\.|process\.std(?:out|err)\.write/, ...all, "cli")).toEqual([
    "cli/lost-output.ts",
    "cli/main.ts",
    "cli/output.ts",
    "pulumi/tell.ts",
  ]);
  expect(filesWith(/pulumi\.log\b|new pulumi\.RunError/, ...all)).toEqual([
    "pulumi/failed-run.ts",
    "pulumi/problems.ts",
    "pulumi/resource.ts",
  ]);
});

it("results are written as JSON and YAML by one place each", () => {
  // A value in a report's cell or line, which its format makes safe.
  expect(filesWith(/JSON\.stringify/, "cli")).toEqual(["cli/report/report.ts"]);
  expect(
    filesWith(/^import (?!type ).*\b(?:stringify|Document)\b.* from "yaml"/m, ...all, "cli", "text"),
  ).toEqual(["text/yaml.ts"]);
});
