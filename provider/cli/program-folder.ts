import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { ClientOptions } from "../api/options";
import { CommandError } from "./command";
import { packageVersion } from "./package-version";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml"];

/** Whether Pulumi finds a project there: in the folder or one above. */
export function hasProgram(folder: string): boolean {
  if (projectFiles.some((name) => existsSync(join(folder, name)))) return true;
  const above = dirname(folder);
  return above !== folder && hasProgram(above);
}

/**
 * Writes a Pulumi program that declares a live site as it is.
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
  const { document, problems } = await exportSite(site);
  const texts = { ...programAround(nameFor(folder)), "site.yaml": documentText(document, "yaml") };
  const files = Object.keys(texts);
  const taken = files.filter((name) => existsSync(join(folder, name)));
  if (taken.length > 0) {
    throw new CommandError(
      `${folder} has no Pulumi.yaml, and ${taken.join(", ")} would be overwritten. Say --cwd with a new folder, or with that of your program.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return { files, problems };
}

/** The files around a site document. */
const programAround = (name: string) => ({
  "Pulumi.yaml": `name: ${name}\nruntime: nodejs\ndescription: A Comm100 Live Chat site\n`,
  "package.json": `${JSON.stringify(
    {
      name,
      private: true,
      dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-comm100": `^${packageVersion()}` },
      devDependencies: { typescript: "^5.9.0" },
    },
    null,
    2,
  )}\n`,
  "tsconfig.json": `${JSON.stringify(
    {
      compilerOptions: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
      files: ["index.ts"],
    },
    null,
    2,
  )}\n`,
  "index.ts": [
    'import * as comm100 from "pulumi-comm100";',
    "",
    'new comm100.LiveChatSite("site", { document: comm100.readSite("site.yaml") });',
    "",
  ].join("\n"),
});

/** What Pulumi and npm both take as a name. */
const nameFor = (folder: string) =>
  basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "") || "live-chat";

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
