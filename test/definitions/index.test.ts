import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { definitions } from "../../provider/definitions";
import { objects } from "../../provider/emulator/objects";
import { expectNothingToAdd, indexLines } from "../support/additions/lines";

it.each([
  ["definitions", "replacesOnChange", definitions],
  ["emulator/objects", "source", objects],
])("the index of %s has what each file beside it exports", async (folder, mark, listed) => {
  const place = resolve(__dirname, "../../provider", folder);
  const files = readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isFile());
  const missing: string[] = [];
  for (const { name } of files) {
    const exported: Record<string, unknown> = await import(join(place, name));
    for (const [variable, value] of Object.entries(exported)) {
      const isObject = typeof value === "object" && value !== null && mark in value;
      if (isObject && !(listed as readonly unknown[]).includes(value))
        missing.push(...indexLines(`provider/${folder}`, name.replace(/\.ts$/, ""), variable));
    }
  }
  expectNothingToAdd(missing);
  expect(files.length).toBeGreaterThan(listed.length);
});
