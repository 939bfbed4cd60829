import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const repository = resolve(__dirname, "../..");

export interface Packed {
  /** The packed package. */
  file: string;
  /** Its own folder, which goes with `dispose`. */
  folder: string;
  /** In bytes. */
  size: number;
  unpackedSize: number;
  /** Paths of what is in it. */
  paths: string[];
  dispose(): void;
}

/** Packs what is built, as for publication but without building it again: other tests use it meanwhile. */
export function packed(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "comm100-packed-"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const told = execFileSync("npm", args, {
    cwd: repository,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const parsed = JSON.parse(told) as PackReport[] | Record<string, PackReport>;
  const [report] = Object.values(parsed) as PackReport[];
  if (!report) throw new Error(`npm pack told nothing: ${told}`);
  return {
    file: join(folder, report.filename),
    folder,
    size: report.size,
    unpackedSize: report.unpackedSize,
    paths: report.files.map(({ path }) => path),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface PackReport {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}
