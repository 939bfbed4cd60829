import { existsSync } from "node:fs";
import { join } from "node:path";

/** What reads the OpenAPI document and is none of ours; `.ci/run` installs it. */
export const packages = join(__dirname, "node_modules");

/** Of one of the packages, why its tests are skipped. */
export const missingPackage = (name: string): string | undefined =>
  existsSync(join(packages, name)) ? undefined : "npm ci --prefix test/contract was not run";

/** Programs of the Python packages in requirements.txt. */
export const pythonProgram = (name: string): string =>
  process.platform === "win32" ? join(python, "Scripts", `${name}.exe`) : join(python, "bin", name);

const python = join(__dirname, ".venv");

export const missingPython = (name: string): string | undefined =>
  existsSync(pythonProgram(name)) ? undefined : "the Python packages of test/contract aren't installed";
