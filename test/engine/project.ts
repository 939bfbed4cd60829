import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** A Pulumi project in a temporary folder; `@pulumi/pulumi` and `pulumi-comm100` are found from there. */
export interface Project {
  readonly folder: string;
  /** Replaces the program: CommonJS, with `pulumi` and `comm100` required already. */
  write(program: string): void;
  /** Adds a file or replaces it; `index.js` is the whole program. */
  put(path: string, text: string): void;
  dispose(): void;
}

export interface ProjectOptions {
  /** Default "site". */
  name?: string;
  /** Folder of the packages. Default: the repository's `node_modules`. */
  packages?: string;
}

const REPOSITORY = resolve(__dirname, "../..");

/** @param files more files of the project, text by path within it; `index.js` is the whole program */
export function createProject(
  files: Readonly<Record<string, string>> = {},
  options: ProjectOptions = {},
): Project {
  const folder = mkdtempSync(join(tmpdir(), "comm100-project-"));
  const name = options.name ?? "site";
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n";
  const standard = {
    "Pulumi.yaml": `name: ${name}\n${runtime}`,
    "package.json": JSON.stringify({ name, private: true }),
  };
  for (const [path, text] of Object.entries({ ...standard, ...files })) put(path, text);
  symlinkSync(options.packages ?? join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    write: (program) => put("index.js", PRELUDE + program),
    put,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const PRELUDE = `const pulumi = require("@pulumi/pulumi");
const comm100 = require("pulumi-comm100");
`;
