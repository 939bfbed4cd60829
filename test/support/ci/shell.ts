import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathWithPlugin } from "../../engine/real/plugin-path";

export interface Ended {
  code: number;
  /** Both outputs. */
  output: string;
}

/** A checkout of an example on a CI runner: its packages installed, and fakes of what a runner reaches others by. */
export interface Runner {
  folder: string;
  /** Runs a script in bash, as CI systems do: it ends at the first command that fails. */
  run(
    script: string,
    environment: Readonly<Record<string, string>>,
    flags?: readonly string[],
  ): Promise<Ended>;
  put(file: string, text: string): void;
  read(file: string): string;
  has(file: string): boolean;
  /** What the fake of `gh` knows: comments and issues. */
  github(): FakeGitHub;
  dispose(): void;
}

export interface FakeGitHub {
  comments: { id: number; body: string }[];
  issues: { number: number; title: string; body: string; state: "open" | "closed" }[];
  /** How often it was called to change something, by command. */
  writes: string[];
}

const repository = resolve(__dirname, "../../..");

/** @param replacements what stands for other texts in the example's files, such as the address of an emulator */
export function openRunner(example: string, replacements: Readonly<Record<string, string>>): Runner {
  const root = mkdtempSync(join(tmpdir(), "comm100-runner-"));
  const folder = join(root, "checkout");
  const fakes = join(root, "fakes");
  cpSync(join(repository, "examples", example), folder, { recursive: true });
  for (const file of ["comm100.config.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml"]) {
    const text = readFileSync(join(folder, file), "utf8");
    const replaced = Object.entries(replacements).reduce(
      (all, [one, other]) => all.replaceAll(one, other),
      text,
    );
    writeFileSync(join(folder, file), replaced);
  }
  install(folder);
  mkdirSync(fakes);
  executable(join(fakes, "npm"), `#!/bin/sh\n[ "$1" = ci ] || { echo "npm $*: not here" >&2; exit 1; }\n`);
  executable(join(fakes, "gh"), `#!/bin/sh\nexec node "${join(__dirname, "fake-gh.mjs")}" "$@"\n`);
  const known = join(root, "github.json");
  writeFileSync(known, JSON.stringify({ comments: [], issues: [], writes: [] } satisfies FakeGitHub));
  const standard = {
    PATH: [fakes, pathWithPlugin()].join(delimiter),
    HOME: root,
    TMPDIR: root,
    FAKE_GITHUB: known,
    CI: "true",
  };
  return {
    folder,
    run: (script, environment, flags = ["-e"]) =>
      inBash(script, flags, folder, { ...standard, ...environment }),
    put: (file, text) => writeFileSync(join(folder, file), text),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    has: (file) => existsSync(join(folder, file)),
    github: () => JSON.parse(readFileSync(known, "utf8")) as FakeGitHub,
    dispose: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** As `npm ci` would leave it, with this repository as the package. */
function install(folder: string): void {
  const packages = join(folder, "node_modules");
  mkdirSync(join(packages, ".bin"), { recursive: true });
  const own = join(repository, "node_modules");
  for (const name of readdirSync(own).filter((one) => !one.startsWith("."))) {
    symlinkSync(join(own, name), join(packages, name));
  }
  const bins = { comm100: "dist/cli/main.js", tsc: "node_modules/typescript/bin/tsc" };
  for (const [name, file] of Object.entries(bins)) {
    executable(join(packages, ".bin", name), `#!/bin/sh\nexec node "${join(repository, file)}" "$@"\n`);
  }
}

function executable(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

function inBash(
  script: string,
  flags: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn("bash", [...flags, "-c", script], { cwd, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => (output += data.toString()));
    }
    child.stdin.end();
    child.on("close", (code) => done({ code: code ?? 1, output }));
  });
}
