import { describe } from "vitest";
import { type Engine, PULUMI_MISSING, pulumiOnPath } from ".";

/** Tests that need the real CLI: skipped where it is missing, and the report says why. */
export function describeWithPulumi(name: string, tests: (engine: Engine) => void): void {
  const engine = pulumiOnPath();
  if (engine) describe(name, () => tests(engine));
  else describe.skip(`${name} (skipped: ${PULUMI_MISSING})`, () => tests(NO_ENGINE));
}

/** Vitest collects skipped tests, so the function that declares them runs; what they do does not. */
const NO_ENGINE: Engine = {
  name: "pulumi",
  version: "",
  createStack: () => Promise.reject(new Error(PULUMI_MISSING)),
};
