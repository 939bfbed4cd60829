import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { linksOf } from "../support/markdown";
import { type Packed, packed, repository } from "../support/packed";

interface Manifest {
  main: string;
  types: string;
  bin: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
  scripts: Record<string, string>;
  engines: { node: string };
  license: string;
  repository?: unknown;
  homepage?: unknown;
  bugs?: unknown;
}

const read = (path: string) => readFileSync(join(repository, path), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;

describe("the package", () => {
  let pack: Packed;
  beforeAll(() => {
    pack = packed();
  });
  afterAll(() => pack.dispose());

  it("holds what its users need and nothing else", () => {
    const wanted = [
      /^(package\.json|LICENSE|schema\/site-document\.json|(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md)$/,
      /^dist\/(licences\.txt|openapi\.json|([a-z-]+\/)*[a-z0-9-]+\.(js|d\.ts))$/,
      /^docs\/([a-z-]+\/)*([a-z-]+|README)\.(md|svg)$/,
      /^examples\/(full-site|gitops-two-sites|shop|webhook-receiver)\//,
    ];
    expect(pack.paths.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
    const built = pack.paths.filter((path) => path.startsWith("dist/"));
    expect(built.filter((path) => /generate\/|test|example|fixture(?!s[/.])/.test(path))).toEqual([]);
    const targets = [
      manifest.main,
      manifest.types,
      ...Object.values(manifest.bin),
      ...Object.values(manifest.exports).flatMap((target) =>
        typeof target === "string" ? [target] : Object.values(target),
      ),
    ].map((path) => path.replace(/^\.\//, ""));
    for (const target of targets) expect(pack.paths).toContain(target);
  });

  it("has everything that its README links and shows", () => {
    const linked = linksOf("README.md").map(({ path }) => path);
    expect(linked.length).toBeGreaterThan(10);
    expect(linked.filter((path) => !pack.paths.includes(path))).toEqual([]);
  });

  it("stays small", () => {
    console.log(
      `package: ${pack.paths.length} files, ${Math.round(pack.size / 1000)} kB packed, ${(pack.unpackedSize / 1e6).toFixed(1)} MB unpacked`,
    );
    expect(pack.size).toBeLessThan(1_000_000);
    expect(pack.unpackedSize).toBeLessThan(3_000_000);
  });

  it("comes with the licence that it names", () => {
    expect(manifest.license).toBe("Apache-2.0");
    expect(read("LICENSE")).toMatch(/^\s*Apache License\s+Version 2\.0, .*END OF TERMS AND CONDITIONS/s);
    expect(pack.paths).toContain("LICENSE");
  });

  it("names no path of the machine that built it, and no registry", () => {
    const place = new RegExp(`${repository}|/home/|/Users/|registry\\.npmjs`);
    expect(pack.paths.filter((path) => place.test(read(path)))).toEqual([]);
  });
});

describe("loading the package", () => {
  const loadedBy = (name: string): string[] => {
    const script = `
      require("@pulumi/pulumi");
      const before = new Set(Object.keys(require.cache));
      require(${JSON.stringify(name)});
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));
    `;
    const told = execFileSync(process.execPath, ["-e", script], { cwd: repository, encoding: "utf8" });
    return (JSON.parse(told) as string[]).map((file) => relative(repository, file).replaceAll("\\", "/"));
  };

  it.each([
    ["a program", "pulumi-comm100", 25],
    ["the provider's process", "pulumi-comm100/provider", 25],
    ["a receiver of webhooks", "pulumi-comm100/webhooks", 5],
  ])("reads a few files of ours in %s, and nothing of others", (_, name, most) => {
    const files = loadedBy(name);
    expect(files.filter((file) => !file.startsWith("dist/"))).toEqual([]);
    expect(files.length).toBeLessThan(most);
    expect(files.filter((file) => /emulator|cli|client|promotion/.test(file))).toEqual([]);
  });
});

describe("installation", () => {
  it("runs nothing of ours, and of what is installed with us nothing either", () => {
    expect(Object.keys(manifest.scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$|^(pre|post)?prepare$/)]),
    );
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<
        string,
        { hasInstallScript?: boolean; dev?: boolean; version?: string; integrity?: string }
      >;
    };
    const installed = Object.entries(packages).filter(([name]) => name.startsWith("node_modules/"));
    const production = installed.filter(([name, { dev }]) => !dev && name !== "node_modules/pulumi-comm100");
    expect(production.length).toBeGreaterThan(0);
    expect(production.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    expect(production.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
    console.log(`installation: ${production.length} packages besides ours, 0 install scripts`);
  });
});

describe("publication", () => {
  interface Workflow {
    on: object;
    permissions: object;
    jobs: Record<
      string,
      {
        needs?: string;
        permissions: Record<string, string>;
        strategy?: { matrix: { node: number[] } };
        steps: {
          name?: string;
          uses?: string;
          run?: string;
          env?: object;
          with?: Record<string, unknown>;
        }[];
      }
    >;
  }
  const text = read(".github/workflows/publish.yml");
  const { on, permissions, jobs } = parse(text) as Workflow;
  const commands = (job: string) => (jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);

  it("follows a release, after all checks, with provenance and without a token", () => {
    expect(on).toEqual({ release: { types: ["published"] } });
    expect(commands("check")).toContain(".ci/run");
    expect(existsSync(join(repository, ".ci/run"))).toBe(true);
    expect(jobs.publish?.needs).toBe("check");
    expect(commands("publish").at(-1)).toMatch(/^npm publish --provenance/);
    expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
  });

  it("comes after checks on the lowest Node that the package supports, of pull requests, too", () => {
    const lowest = Number(/\d+/.exec(manifest.engines.node)?.[0]);
    const setUp = jobs.check?.steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(setUp?.with?.["node-version"]).toBe(lowest);
    const { everything } = (parse(read(".github/workflows/check.yml")) as Workflow).jobs;
    expect(everything?.steps.map(({ run }) => run)).toContain(".ci/run");
    expect(Math.min(...(everything?.strategy?.matrix.node ?? []))).toBe(lowest);
  });

  it("tells repository, homepage and bugs from where the workflow runs, and no file invents them", () => {
    const { repository: url, homepage, bugs } = manifest;
    expect([url, homepage, bugs]).toEqual([undefined, undefined, undefined]);
    const step = jobs.publish?.steps.find(({ name }) => name?.startsWith("The package says where"));
    const folder = mkdtempSync(join(tmpdir(), "comm100-publish-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "package.json"), read("package.json"));
    const environment = { GITHUB_SERVER_URL: "https://host.example.com", GITHUB_REPOSITORY: "us/chat" };
    const env = { ...process.env, ...environment };
    execFileSync("bash", ["-e", "-c", step?.run ?? "exit 1"], { cwd: folder, env });
    expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toEqual({
      ...manifest,
      repository: { type: "git", url: "git+https://host.example.com/us/chat.git" },
      homepage: "https://host.example.com/us/chat#readme",
      bugs: { url: "https://host.example.com/us/chat/issues" },
    });
  });

  it("gives the right to sign to the one job that publishes, and takes actions by their commit", () => {
    expect(permissions).toEqual({});
    expect(jobs.check?.permissions).toEqual({ contents: "read" });
    expect(jobs.publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/);
    // What comes from outside reaches no command line as text.
    for (const command of [...commands("check"), ...commands("publish")])
      expect(command).not.toMatch(/\$\{\{/);
  });
});
