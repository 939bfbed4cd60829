import type { Reporter, TestCase, TestModule } from "vitest/node";
import "./needs";

/** Says in one line at the end of a run how many tests were skipped, and why. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const reason of modules.flatMap(({ children }) => [...children.allTests("skipped")]).map(reasonOf)) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    if (counts.size === 0) return;
    const reasons = [...counts].map(([reason, count]) => `${count} because ${reason}`);
    console.log(`Skipped: ${reasons.join("; ")}.\n`);
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  const note = result.state === "skipped" ? result.note : undefined;
  return note ?? test.meta().skipped ?? "nobody said why";
}
