import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { SkippedReporter } from "./test/support/skipped-reporter";

const results = process.env.COMM100_TEST_RESULTS;
const thorough = "test/**/*.thorough.test.ts";

export default defineConfig({
  test: {
    // See test/README.md: what a person runs before each commit, and what `npm run test:all` adds.
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, thorough],
        },
      },
      // Some walk over every kind and field through an engine: minutes on a busy machine.
      { extends: true, test: { name: "thorough", include: [thorough], testTimeout: 360_000 } },
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Loading the provider again for each file would be a quarter of it all. So a file must leave nothing behind: what a
    // helper opens, it ends with the test.
    isolate: false,
    // The end-to-end tests mostly wait for processes to start: more of them at once than there are cores.
    maxWorkers: Math.max(4, availableParallelism()),
    reporters: [
      "default",
      new SkippedReporter(),
      // Counts for .ci/run.
      ...(results === undefined
        ? []
        : [["json", { outputFile: results }] as ["json", { outputFile: string }]]),
    ],
  },
});
