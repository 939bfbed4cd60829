import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { needs } from "../support/needs";

const original = resolve(__dirname, "../../../shared/api/api.json");
const missing = existsSync(original) ? undefined : "../shared/api/api.json isn't there to be compared";

it("the facts are a copy of those beside the repository", needs(missing), () => {
  expect(readFileSync(resolve(__dirname, "api.json"), "utf8")).toBe(readFileSync(original, "utf8"));
});
