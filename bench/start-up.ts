import { join, resolve } from "node:path";
import { run } from "../test/engine/real/run";
import { type Benchmark, median, type Options, type Report, rounded } from "./support/benchmark";

const repository = resolve(__dirname, "..");
const never = new AbortController().signal;

/** What is loaded, after what is there anyway. */
const parts = [
  { name: "the package, in a program", before: "@pulumi/pulumi", module: "pulumi-comm100", bound: 60 },
  { name: "the provider, in its process", before: "@pulumi/pulumi", module: "pulumi-comm100/provider" },
  { name: "the client alone", before: "", module: "pulumi-comm100/api" },
  { name: "zod alone", before: "", module: "zod" },
] as const;

export const startUp: Benchmark = {
  name: "start-up",
  about: "Time to load the package, each time in a process of its own",
  run: measure,
};

async function measure({ pairs }: Options): Promise<Report> {
  const found = new Map<string, Loaded[]>();
  // In turns, so that a busy moment doesn't hit one of them only.
  for (let round = 0; round < pairs * 5; round++) {
    for (const part of parts) {
      const known = found.get(part.name) ?? [];
      found.set(part.name, [...known, await load(part.before, part.module)]);
    }
  }
  return {
    rows: parts.map((part) => {
      const all = found.get(part.name) ?? [];
      return {
        loads: part.name,
        "ms (median)": rounded(median(all.map(({ milliseconds }) => milliseconds)), 1),
        "ms (least)": rounded(Math.min(...all.map(({ milliseconds }) => milliseconds)), 1),
        bound: "bound" in part ? part.bound : undefined,
        files: all[0]?.files,
        "of it ours": all[0]?.own,
        undici: all[0]?.hasClient ? "yes" : "no",
      };
    }),
  };
}

interface Loaded {
  milliseconds: number;
  files: number;
  own: number;
  hasClient: boolean;
}

async function load(before: string, module: string): Promise<Loaded> {
  const script = `
    ${before === "" ? "" : `require(${JSON.stringify(before)});`}
    const known = new Set(Object.keys(require.cache));
    const began = performance.now();
    require(${JSON.stringify(module)});
    const milliseconds = performance.now() - began;
    const files = Object.keys(require.cache).filter((file) => !known.has(file));
    const own = files.filter((file) => file.startsWith(${JSON.stringify(join(repository, "dist"))})).length;
    const hasClient = files.some((file) => /[\\\\/]undici[\\\\/]/.test(file));
    console.log(JSON.stringify({ milliseconds, files: files.length, own, hasClient }));
  `;
  const { exitCode, stdout, stderr } = await run([process.execPath, "-e", script], {
    environment: { NODE_OPTIONS: "" },
    folder: repository,
    kill: never,
  });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Loaded;
}
