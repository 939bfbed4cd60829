import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needs } from "../support/needs";
import { ran } from "../support/ran";
import { missingPackage, packages } from "./readers";

/** The document that is in the package. */
const document = require.resolve("pulumi-comm100/openapi.json");

describe("the OpenAPI document", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "comm100-lint-"));
    writeFileSync(join(folder, ".spectral.json"), JSON.stringify({ extends: ["spectral:oas"] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    "passes redocly's recommended rules without a warning",
    needs(missingPackage("@redocly/cli")),
    async () => {
      const script = join(packages, "@redocly/cli/bin/cli.js");
      const args = [script, "lint", document, "--extends", "recommended", "--format", "json"];
      const env = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
      const { told } = await ran(process.execPath, args, { cwd: folder, env });
      const { problems, totals } = JSON.parse(
        told.slice(told.indexOf("{"), told.lastIndexOf("}") + 1),
      ) as Linted;
      expect(problems).toEqual([]);
      expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
    },
  );

  it(
    "passes spectral's recommended rules without a hint",
    needs(missingPackage("@stoplight/spectral-cli")),
    async () => {
      const script = join(packages, "@stoplight/spectral-cli/dist/index.js");
      const args = [
        script,
        "lint",
        document,
        "--ruleset",
        join(folder, ".spectral.json"),
        "--fail-severity",
        "hint",
      ];
      const { code, told } = await ran(process.execPath, args, { cwd: folder });
      expect(told.trim()).toBe("No results with a severity of 'hint' or higher found!");
      expect(code).toBe(0);
    },
  );
});

interface Linted {
  problems: unknown[];
  totals: object;
}
