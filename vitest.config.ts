import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // The end-to-end tests mostly wait for processes to start: more of them at once than there are cores.
    maxWorkers: Math.max(4, availableParallelism()),
  },
});
