import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import type { ClientOptions } from "../api/options";
import type { Properties } from "../core/properties";
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

/** How a new program says what is on the site: in a document beside it, or with a class for each resource. */
export type ProgramForm = "document" | "classes";

/** A program that was written. */
export interface WrittenProgram {
  files: string[];
  /** What of the site can't be in it. */
  problems: string[];
  /** What has to be set before it runs, and how. */
  secrets: string[];
}

/**
 * Writes a Pulumi program that declares a live site as it is.
 *
 * @param protects whether it protects what nothing brings back once it is deleted
 * @throws CommandError when there are files of the names already
 */
export async function writeProgram(
  folder: string,
  site: ClientOptions,
  { form, protects }: { form: ProgramForm; protects: boolean },
): Promise<WrittenProgram> {
  const { exportSite } = await import("../site-document/export.js");
  const { projectFiles, projectName } = await import("../program/project.js");
  const { document, problems } = await exportSite(site);
  const { files, secrets } = await sourcesOf[form](document, protects);
  const texts = {
    ...newProject(folder, projectFiles(projectName(basename(folder)), packageVersion())),
    ...files,
  };
  const taken = takenIn(folder, Object.keys(texts));
  if (taken.length > 0) {
    throw new CommandError(
      `${folder} has no Pulumi.yaml, and ${taken.join(", ")} would be overwritten. Say --cwd with a new folder, or with that of your program.`,
    );
  }
  writeFiles(folder, texts);
  return { files: Object.keys(texts), problems, secrets };
}

interface Sources {
  files: Record<string, string>;
  secrets: string[];
}

const sourcesOf: Record<ProgramForm, (document: Properties, protects: boolean) => Promise<Sources>> = {
  async document(document, protects) {
    const { withoutDefaults } = await import("../site-document/defaults/compact.js");
    const { inDefaultsForm, newestTable } = await import("../site-document/defaults/tables.js");
    const { secretsOf } = await import("../site-document/secrets.js");
    const { documentText } = await import("../site-document/text.js");
    const compact = inDefaultsForm(withoutDefaults(document, newestTable));
    return {
      files: { "index.ts": programOfDocument(protects), "site.yaml": documentText(compact, "yaml") },
      secrets: secretsOf(document).map((variable) => `export ${variable}=…`),
    };
  },
  async classes(document, protects) {
    const { programOf } = await import("../program/index.js");
    const { files, secrets } = programOf(document, { protects });
    return { files, secrets: secrets.map((key) => `pulumi config set --secret ${key}`) };
  },
};

const programOfDocument = (protects: boolean) => {
  const args = `document: comm100.readSite("site.yaml")${protects ? ", protect: true" : ""}`;
  return `import * as comm100 from "pulumi-comm100";

new comm100.LiveChatSite("site", { ${args} });
`;
};

/** The files of a project that the folder needs: what it has git leave out already stays as it is. */
export function newProject(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const { ".gitignore": ignored, ...others } = files;
  const isThere = ignored === undefined || existsSync(join(folder, ".gitignore"));
  return isThere ? others : { ".gitignore": ignored, ...others };
}

/** Which of the files are there. */
export const takenIn = (folder: string, files: readonly string[]): string[] =>
  files.filter((name) => existsSync(join(folder, name)));

/** @throws Comm100Error when one can't be written; then the folder is as it was before */
export function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  writeWhole(Object.entries(texts).map(([name, text]) => ({ file: join(folder, name), text })));
}

/** The package that a program needs and doesn't find; undefined when it can run. */
export function missingPackage(folder: string): string | undefined {
  const { resolve } = createRequire(join(folder, "index.js"));
  return ["@pulumi/pulumi", "pulumi-comm100"].find((name) => {
    try {
      resolve(`${name}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
}
