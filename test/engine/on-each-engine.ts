import { describe } from "vitest";
import { type Engine, engines, PULUMI_MISSING } from ".";

/**
 * Tests that have to hold on the real engine and on the stand-in. Where the real one is missing, its half is
 * reported as skipped, with the reason.
 */
export function onEachEngine(tests: (engine: Engine) => void): void {
  const available = engines();
  for (const engine of available) describe(`on ${engine.name}`, () => tests(engine));
  if (available.some(({ name }) => name === "pulumi")) return;
  describe.skip(`on pulumi (skipped: ${PULUMI_MISSING}, or COMM100_TEST_ENGINE rules it out)`, () =>
    tests(NO_ENGINE));
}

/** Vitest collects skipped tests: the function that declares them runs, what they do doesn't. */
const NO_ENGINE: Engine = {
  name: "pulumi",
  version: "",
  createStack: () => Promise.reject(new Error(PULUMI_MISSING)),
};
