import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import type { ClientOptions } from "../api/options";
import { writeWhole } from "../files/whole-file";
import { CommandError, type CommandOption, type Given } from "./given";
import { packageVersion } from "./package-version";

export const cwdOption = {
  flags: "--cwd <folder>",
  description: "folder of the Pulumi project (default: this one)",
} as const satisfies CommandOption;

/**
 * The folder that `--cwd` names, else this one.
 *
 * @throws CommandError when there is none
 */
export function projectFolder(given: Given<"cwd">): string {
  const folder = resolve(given.text("cwd") ?? ".");
  if (existsSync(folder)) return folder;
  throw new CommandError(`There is no folder ${folder}: --cwd has to name that of the Pulumi project.`);
}

/**
 * Writes a Pulumi program that declares a live site as it is, from a site document beside it.
 *
 * @returns the files, and what of the site can't be in them
 * @throws CommandError when there are files of the names already
 */
export async function writeProgram(
  folder: string,
  site: ClientOptions,
): Promise<{ files: string[]; problems: string[] }> {
  const { exportSite } = await import("../site-document/export.js");
  const { documentText } = await import("../site-document/text.js");
  const { projectFiles, projectName } = await import("../program/project.js");
  const { document, problems } = await exportSite(site);
  const texts = {
    ...projectFiles(projectName(basename(folder)), packageVersion()),
    "index.ts": programOfDocument,
    "site.yaml": documentText(document, "yaml"),
  };
  const taken = takenIn(folder, Object.keys(texts));
  if (taken.length > 0) {
    throw new CommandError(
      `${folder} has no Pulumi.yaml, and ${taken.join(", ")} would be overwritten. Say --cwd with a new folder, or with that of your program.`,
    );
  }
  writeFiles(folder, texts);
  return { files: Object.keys(texts), problems };
}

const programOfDocument = [
  'import * as comm100 from "pulumi-comm100";',
  "",
  'new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });',
  "",
].join("\n");

/** Which of the files are there. */
export const takenIn = (folder: string, files: readonly string[]): string[] =>
  files.filter((name) => existsSync(join(folder, name)));

/** @throws Comm100Error when one can't be written; then the folder is as it was before */
export function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  writeWhole(Object.entries(texts).map(([name, text]) => ({ file: join(folder, name), text })));
}

/** @throws CommandError when the program can't be run yet */
export function requireDependencies(folder: string): void {
  const { resolve } = createRequire(join(folder, "index.js"));
  for (const name of ["@pulumi/pulumi", "pulumi-comm100"]) {
    try {
      resolve(`${name}/package.json`);
    } catch (error) {
      throw new CommandError(
        `${name} isn't installed in ${folder}; the stack was left alone. Run npm install there, then this command again.`,
        { cause: error },
      );
    }
  }
}
