import { createRequire } from "node:module";
import { join } from "node:path";
import type { Problem } from "../core/validate";
import { perRun } from "./per-run";

/**
 * The problem of a program that holds a copy of this package, as bundlers make one, where Pulumi's provider process finds
 * none: it would end with no more than `Cannot find module`. Looked up once in a run.
 */
export const packageProblems = perRun((): { place: string; problems: Problem[] }[] =>
  !hasProviderProcess() || isFoundFrom(folder)
    ? []
    : [{ place: "Package pulumi-comm100", problems: [missing()] }],
);

/** Pulumi starts the provider process in the folder that the program starts in: a program may go to another one later. */
const folder = process.cwd();

/**
 * Pulumi sets the variable for the programs that it starts. A test with mocks has no provider process, and that of a
 * function of the Automation API is in a folder that the function isn't told.
 */
const hasProviderProcess = () => process.env.PULUMI_NODEJS_MONITOR !== undefined;

function isFoundFrom(place: string): boolean {
  try {
    createRequire(join(place, "program.js")).resolve("pulumi-comm100/provider");
    return true;
  } catch {
    return false;
  }
}

const missing = (): Problem => ({
  path: "",
  message: `Pulumi's provider process needs it, and neither ${folder} nor a folder above has it in node_modules. A bundle isn't enough: mark pulumi-comm100 as external in the bundler (esbuild: --external:pulumi-comm100), and install it where the program runs.`,
});
