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

/** Programs of one resource, from the start of the process to its registration. */
const programs = [
  {
    name: "first RegisterResource, a provider that does nothing",
    program: `new (class extends pulumi.CustomResource {})("pulumi-nodejs:dynamic/null:Variable", "one", { name: "One", type: "text" });`,
  },
  {
    name: "first RegisterResource, ours",
    program: `new (require("pulumi-comm100").CustomVariable)("one", { name: "One", type: "text" });`,
  },
] as const;

async function measure({ pairs }: Options): Promise<Report> {
  const found = new Map<string, Loaded[]>();
  const starts = new Map<string, number[]>();
  // In turns, so that a busy moment doesn't hit one of them only.
  for (let round = 0; round < pairs * 5; round++) {
    for (const part of parts) {
      const known = found.get(part.name) ?? [];
      found.set(part.name, [...known, await load(part.before, part.module)]);
    }
    for (const { name, program } of programs) {
      starts.set(name, [...(starts.get(name) ?? []), await startOf(program)]);
    }
  }
  const times = (all: readonly number[]) => ({
    "ms (median)": rounded(median(all), 1),
    "ms (least)": rounded(Math.min(...all), 1),
  });
  return {
    rows: [
      ...parts.map((part) => {
        const all = found.get(part.name) ?? [];
        return {
          loads: part.name,
          ...times(all.map(({ milliseconds }) => milliseconds)),
          bound: "bound" in part ? part.bound : undefined,
          files: all[0]?.files,
          "of it ours": all[0]?.own,
          undici: all[0]?.hasClient ? "yes" : "no",
        };
      }),
      ...programs.map(({ name }) => ({ loads: name, ...times(starts.get(name) ?? []) })),
    ],
  };
}

/** Milliseconds from the start of the process. */
async function startOf(program: string): Promise<number> {
  const said = await inNode(`
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
      newResource({ name, inputs }) { console.log(performance.now()); return { id: name, state: inputs }; },
      call({ inputs }) { return inputs; },
    });
    ${program}`);
  return Number(said);
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
  return JSON.parse(await inNode(script)) as Loaded;
}

/** What a script prints. */
async function inNode(script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run([process.execPath, "-e", script], {
    environment: { NODE_OPTIONS: "" },
    folder: repository,
    kill: never,
  });
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}
