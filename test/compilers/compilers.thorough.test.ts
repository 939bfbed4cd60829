import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needs } from "../support/needs";
import { type Packed, packed, repository } from "../support/packed";

/** Beside the compiler of this repository: `npm ci --prefix test/compilers`. */
const packages = join(__dirname, "node_modules");
const missing = existsSync(packages) ? undefined : "npm ci --prefix test/compilers was not run";

const lowest = { compiler: "the lowest", folder: join(packages, "lowest") };
const ours = { compiler: "this repository's", folder: join(repository, "node_modules/typescript") };
const newest = { compiler: "the newest", folder: join(packages, "newest") };

/** Of the settings of Pulumi's template. */
const classic = { resolution: "node", module: "commonjs" };
const modern = [
  { resolution: "node16", module: "node16" },
  { resolution: "nodenext", module: "nodenext" },
  { resolution: "bundler", module: "esnext" },
];

/** TypeScript 7 refuses the resolution `node` itself, whatever a program uses. */
const cases = [
  ...[lowest, ours].flatMap((one) => [classic, ...modern].map((settings) => ({ ...one, ...settings }))),
  ...modern.map((settings) => ({ ...newest, ...settings })),
];

describe("a program that uses every entry point of the package", needs(missing), () => {
  let pack: Packed;

  beforeAll(() => {
    pack = packed();
    installIn(pack.folder, pack.file);
  });
  afterAll(() => pack?.dispose());

  it.each(cases)(
    "compiles with $compiler TypeScript and the resolution $resolution, but for its wrong values",
    async (settings) => {
      const modules = settings.resolution === "node" ? ["commonjs.ts"] : ["commonjs.ts", "module.mts"];
      const told = await compile(pack.folder, modules, settings);
      // With TypeScript 5.0 and `bundler` Pulumi's own types don't compile: then ours add nothing to what is told.
      expect(told).toBe(told === "" ? "" : await compile(pack.folder, ["pulumi-alone.ts"], settings));
    },
  );
});

/** A project with the package as it is published. Of its dependencies it has only Pulumi, and what Pulumi's template adds. */
function installIn(folder: string, file: string): void {
  execFileSync("tar", ["-xzf", file, "-C", folder]);
  const installed = join(folder, "node_modules");
  mkdirSync(installed);
  renameSync(join(folder, "package"), join(installed, "pulumi-comm100"));
  for (const name of ["@pulumi/pulumi", "@types/node"]) {
    mkdirSync(dirname(join(installed, name)));
    symlinkSync(join(repository, "node_modules", name), join(installed, name));
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "site", private: true }));
  for (const name of ["commonjs.ts", "module.mts"]) {
    copyFileSync(join(__dirname, "program.ts"), join(folder, name));
  }
  writeFileSync(join(folder, "pulumi-alone.ts"), 'export { type Output } from "@pulumi/pulumi";\n');
}

/** What the compiler says about the files, with the other settings of Pulumi's template. */
function compile(
  project: string,
  files: readonly string[],
  { folder, resolution, module }: { folder: string; resolution: string; module: string },
): Promise<string> {
  const flags = ["--noEmit", "--strict", "--experimentalDecorators", "--target", "es2020"];
  const chosen = ["--module", module, "--moduleResolution", resolution];
  const args = [join(folder, "bin/tsc"), ...flags, ...chosen, ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: project, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve(stdout + stderr + (error && stdout === "" ? error.message : "")),
    );
  });
}
