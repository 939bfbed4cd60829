import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const original = resolve(__dirname, "../..");
const notCopied = new Set(["node_modules", ".git"]);

/** A copy of this repository, with the same packages. */
export interface Copy {
  folder: string;
  /** What a command printed, and how it ended. */
  run(command: string): Promise<{ code: number; output: string }>;
  dispose(): void;
}

export function copyOfRepository(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "comm100-recipe-"));
  cpSync(original, folder, { recursive: true, filter: (path) => !notCopied.has(basename(path)) });
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(original, "node_modules"))) {
    // Examples and tests take the package itself from there.
    const target = name === "pulumi-comm100" ? folder : join(original, "node_modules", name);
    if (!name.startsWith(".vite")) symlinkSync(target, join(packages, name));
  }
  return {
    folder,
    run: (command) =>
      new Promise((done) => {
        const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
        execFile(
          "sh",
          ["-c", command],
          { cwd: folder, env: { ...Object.fromEntries(environment), NO_COLOR: "1" }, maxBuffer: 2 ** 26 },
          (error, stdout, stderr) =>
            done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
        );
      }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
