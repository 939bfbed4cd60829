import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // For a machine of two cores that does other things, too: what takes longest takes a third of it on an idle one.
    testTimeout: 360_000,
    hookTimeout: 120_000,
    // The end-to-end tests mostly wait for processes to start: more of them at once than there are cores.
    maxWorkers: Math.max(4, availableParallelism()),
  },
});
