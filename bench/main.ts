import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { compared } from "./compared";
import { engineFloor } from "./engine-floor";
import { memory } from "./memory";
import { rateLimit } from "./rate-limit";
import { siteReading } from "./site-reading";
import { startUp } from "./start-up";
import { type Benchmark, tableOf } from "./support/benchmark";

const benchmarks: readonly Benchmark[] = [startUp, engineFloor, siteReading, rateLimit, memory, compared];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string", default: "100" },
    pairs: { type: "string", default: "2" },
    checkpoints: { type: "string" },
    out: { type: "string", default: "bench/results" },
  },
});

async function main(): Promise<void> {
  const unknown = positionals.find((name) => !benchmarks.some((one) => one.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no benchmark ${unknown}; there are ${benchmarks.map(({ name }) => name).join(", ")}.`,
    );
  }
  const sizes = values.sizes.split(",").map(Number);
  const pairs = Number(values.pairs);
  if (![...sizes, pairs].every((number) => Number.isInteger(number) && number > 0)) {
    throw new Error("--sizes takes numbers with commas, --pairs a number.");
  }
  const { checkpoints: mode } = values;
  if (mode !== undefined && mode !== "yes" && mode !== "no")
    throw new Error("--checkpoints takes yes or no.");
  const checkpoints = mode === undefined ? undefined : mode === "yes";
  const progress = (what: string) => console.error(`  … ${what}`);
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const machine = { node: process.version, cores: cpus().length, platform: process.platform };
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    console.log(`\n${benchmark.name}: ${benchmark.about}`);
    const report = await benchmark.run({ sizes, pairs, checkpoints, progress });
    console.log("skipped" in report ? `  skipped: ${report.skipped}` : tableOf(report.rows));
    const file = resolve(out, `${benchmark.name}.json`);
    writeFileSync(file, `${JSON.stringify({ ...machine, sizes, pairs, ...report }, undefined, 2)}\n`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
