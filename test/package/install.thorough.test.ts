import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { pathWithPlugin } from "../engine/real/plugin-path";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { type Packed, packed, repository } from "../support/packed";
import { succeeded } from "../support/site";

/** The package as a user gets it, in empty projects: with each package manager, on both ends of the Node versions. */
const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
let pack: Packed;
let emulator: TestEmulator;
const folders: string[] = [];

beforeAll(async () => {
  pack = packed();
  emulator = await startTestEmulator();
});
afterAll(async () => {
  await emulator?.close();
  for (const folder of [...folders, pack.folder]) rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  code: number;
  output: string;
}

function run(folder: string, environment: Record<string, string>, command: readonly string[]): Promise<Ran> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const env = { ...process.env, CI: "1", ...environment };
    execFile(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

const unreachable =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|\bE40[1357]\b|ERR_PNPM_META_FETCH|ERR_SOCKET_TIMEOUT/;
const quiet = ["--ignore-scripts", "--prefer-offline"];

/** Where Node of that version is, through npx; undefined when it can't be had. */
function nodeOf(version: string): string | undefined {
  if (process.version.startsWith(`v${version}.`)) return process.execPath;
  try {
    const args = ["-y", "--prefer-offline", "-p", `node@${version}`, "node", "-p", "process.execPath"];
    return execFileSync("npx", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

const managers = [
  { manager: "npm", node: "20", install: ["npm", "install", "--no-audit", "--no-fund", ...quiet] },
  { manager: "pnpm", node: "24", install: ["npx", "-y", "--prefer-offline", "pnpm@10", "install", ...quiet] },
] as const;

const declared = `
const sales = new comm100.Campaign("sales", { name: "Sales" });
new comm100.ChatButton("button", { campaignId: sales.id, type: "adaptive", adaptiveButtonColor: "#0A66C2" });
new comm100.Webhook("archive", { event: "chatEnds", targetUrl: pulumi.secret("https://hooks.example.com/a") });
`;
const imported = `import * as pulumi from "@pulumi/pulumi";\nimport * as comm100 from "pulumi-comm100";\n`;
const required = `const pulumi = require("@pulumi/pulumi");\nconst comm100 = require("pulumi-comm100");\n`;

/** How a program may be written, each on one of the two: what is loaded in which way is compared on both. */
const programs = [
  {
    kind: "TypeScript",
    node: "20",
    file: "index.ts",
    type: "commonjs",
    text: `${imported}${declared}export const id: pulumi.Output<string> = sales.id;\n`,
  },
  {
    kind: "JavaScript, CommonJS",
    node: "20",
    file: "index.js",
    type: "commonjs",
    text: `${required}${declared}exports.id = sales.id;\n`,
  },
  {
    kind: "JavaScript, ES module",
    node: "24",
    file: "index.js",
    type: "module",
    text: `${imported}${declared}export const id = sales.id;\n`,
  },
  {
    kind: "TypeScript, ES module",
    node: "24",
    file: "index.ts",
    type: "module",
    text: `${imported}${declared}export const id: pulumi.Output<string> = sales.id;\n`,
  },
] as const;

const entryPoints = [
  "pulumi-comm100",
  "pulumi-comm100/api",
  "pulumi-comm100/emulator",
  "pulumi-comm100/provider",
  "pulumi-comm100/webhooks",
];

describe.each(managers)(
  "installed by $manager in an empty project, on Node $node",
  ({ manager, node, install }) => {
    it("it runs programs of TypeScript and JavaScript, as ES modules and CommonJS", async (context) => {
      const path = nodeOf(node);
      if (path === undefined) return context.skip(`Node ${node} can't be had: the registry isn't reachable`);
      const folder = mkdtempSync(join(tmpdir(), `comm100-${manager}-`));
      folders.push(folder);
      const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
      const project = (type: string) =>
        put(
          "package.json",
          JSON.stringify({
            name: "site",
            private: true,
            type,
            dependencies: {
              "pulumi-comm100": `file:${pack.file}`,
              "@pulumi/pulumi": devDependencies["@pulumi/pulumi"],
              typescript: devDependencies.typescript,
              ...(node === "20" && { tsx: devDependencies.tsx }),
            },
          }),
        );
      const PATH = [dirname(path), pathWithPlugin()].join(delimiter);
      const environment = { PATH, COMM100_TEST_NODE: path };
      project("commonjs");
      const installed = await run(folder, environment, install);
      if (installed.code !== 0 && unreachable.test(installed.output)) {
        return context.skip("the registry isn't reachable");
      }
      expect(installed.code, installed.output).toBe(0);

      put("Pulumi.yaml", "name: site\nruntime: nodejs\n");
      const engine = findEngine();
      const stack = await engine.createStack({ project: folder, config: emulator.config, environment });
      await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
      let created = 0;
      for (const { kind, file, type, text } of programs.filter((one) => one.node === node)) {
        for (const other of ["index.ts", "index.js"]) rmSync(join(folder, other), { force: true });
        project(type);
        put(file, text);
        put("Pulumi.yaml", `name: site\n${runtimeOf(file, type)}main: ${file}\n`);
        if (created === 0) expect(succeeded(await stack.preview()).counts.create).toBe(3);
        const { counts, outputs, output } = await stack.up();
        expect(outputs.id, `${kind}: ${output}`).toMatch(/^[0-9a-f-]{36}$/);
        created += counts.create;
        // Whatever the program is written in, it declares the same.
        expect([kind, counts.create + counts.same, counts.update, created]).toEqual([kind, 3, 0, 3]);
      }
      await stack.dispose();

      const names = await run(folder, environment, [path, "--input-type=module", "-e", sameNames]);
      expect(names.output).toBe(`${entryPoints.map(() => "same").join("\n")}\n`);
      const command = await run(folder, environment, [
        join(folder, "node_modules/.bin/comm100"),
        "--version",
      ]);
      expect(command.output).toMatch(/^\d+\.\d+\.\d+\n$/);
      if (manager === "pnpm") {
        // Only what is declared can be found there, types included.
        const flags = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"];
        const checked = await run(folder, environment, [
          path,
          "node_modules/typescript/bin/tsc",
          ...flags,
          "index.ts",
        ]);
        expect(checked.output).toBe("");
      }
    }, 300_000);
  },
);

/** Pulumi compiles TypeScript as CommonJS; in ES modules Node itself leaves the types out. */
function runtimeOf(file: string, type: string): string {
  const isPlain = file.endsWith(".js") || type === "module";
  return `runtime:\n  name: nodejs\n${isPlain ? "  options:\n    typescript: false\n" : ""}`;
}

/** Node's ES modules find the names of a CommonJS module by reading it: they have to be all of them. */
const sameNames = `
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/index.js");
for (const entry of ${JSON.stringify(entryPoints)}) {
  const names = Object.keys(await import(entry)).filter((name) => name !== "default" && name !== "module.exports");
  const own = Object.keys(require(entry));
  const missing = own.filter((name) => !names.includes(name));
  console.log(missing.length === 0 && own.length > 0 ? "same" : entry + " lacks " + missing);
}
`;
