import { describe } from "vitest";
import { needs } from "../support/needs";
import { type Engine, engines, pulumiMissing } from ".";

/** Tests that have to hold on the real engine and on the stand-in. Where the real one is missing, its half is skipped. */
export function onEachEngine(tests: (engine: Engine) => void): void {
  const available = engines();
  for (const engine of available) describe(`on ${engine.name}`, () => tests(engine));
  const missing = pulumiMissing();
  if (missing) describe("on pulumi", needs(missing), () => tests(NO_ENGINE));
}

/** Vitest collects skipped tests: the function that declares them runs, what they do doesn't. */
const NO_ENGINE: Engine = {
  name: "pulumi",
  version: "",
  createStack: () => Promise.reject(new Error("There is no such engine here.")),
};
