import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { run } from "../test/engine/real/run";
import type { TestEmulator } from "../test/support/emulator";
import { type Benchmark, type Options, type Row, rounded } from "./support/benchmark";
import { openNull, openOurs } from "./support/programs";
import { reset, variables, withEmulator } from "./support/sites";
import type { BenchStack } from "./support/stack";

export const memory: Benchmark = {
  name: "memory",
  about: "Largest resident memory of each process",
  run: (options) => withEmulator(async (emulator) => ({ rows: await measure(emulator, options) })),
};

/** The processes of an operation, by what is in their command line. */
const roles = [
  { name: "provider MB", pattern: /dynamic-provider/ },
  { name: "program MB", pattern: /[\\/]cmd[\\/]run(-|\b)/ },
  { name: "pulumi MB", pattern: /^pulumi\b|[\\/]pulumi / },
  { name: "comm100 MB", pattern: /cli[\\/]main\.js/ },
] as const;

async function measure(emulator: TestEmulator, { sizes }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    await reset(emulator);
    rows.push(...(await peaksOfStack("null provider", size, await openNull(size))));
    rows.push(...(await peaksOfStack("ours", size, await openOurs(emulator, size))));
    await reset(emulator);
    await emulator.load({ customVariables: variables(size) });
    rows.push(await peaksOfExport(emulator, size));
  }
  return rows;
}

async function peaksOfStack(who: string, objects: number, stack: BenchStack): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    for (const operation of ["up", "refresh"] as const) {
      const peaks = await peaksDuring(() => stack.operate(operation, { PULUMI_SKIP_CHECKPOINTS: "true" }));
      rows.push({ objects, what: `${operation}, ${who}`, ...peaks });
    }
  } finally {
    stack.dispose();
  }
  return rows;
}

async function peaksOfExport(emulator: TestEmulator, objects: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "comm100-bench-"));
  try {
    const file = join(folder, "site.yaml");
    const program = resolve(__dirname, "../dist/cli/main.js");
    const peaks = await peaksDuring(async () => {
      const { exitCode, stderr } = await run([process.execPath, program, "export", "--out", file], {
        environment: emulator.environment,
        kill: new AbortController().signal,
      });
      if (exitCode !== 0) throw new Error(stderr);
    });
    return {
      objects,
      what: "comm100 export",
      ...peaks,
      "document kB": rounded(statSync(file).size / 1024, 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Looks at the processes that this one has started, again and again. In megabytes. */
async function peaksDuring(task: () => Promise<void>): Promise<Row> {
  const peaks = new Map<string, number>();
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      for (const { args, megabytes } of await descendants()) {
        const role = roles.find(({ pattern }) => pattern.test(args));
        if (role) peaks.set(role.name, Math.max(peaks.get(role.name) ?? 0, megabytes));
      }
      await new Promise((wake) => setTimeout(wake, 200));
    }
  };
  const watching = watch();
  try {
    await task();
  } finally {
    isOver = true;
    await watching;
  }
  return Object.fromEntries([...peaks].map(([name, megabytes]) => [name, rounded(megabytes, 0)]));
}

async function descendants(): Promise<{ args: string; megabytes: number }[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss=,args="], {
    maxBuffer: 2 ** 26,
  });
  const all = stdout.split("\n").flatMap((line) => {
    const [, id, parent, rss, args = ""] = line.match(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/) ?? [];
    return id === undefined ? [] : [{ id, parent, args, megabytes: Number(rss) / 1024 }];
  });
  const own = [String(process.pid)];
  // The list grows while it is walked.
  for (const parent of own) own.push(...all.filter((one) => one.parent === parent).map(({ id }) => id));
  return all.filter(({ id }) => own.includes(id));
}
