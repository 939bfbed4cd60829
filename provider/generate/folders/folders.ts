import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Folder {
  /** What is in it, in a sentence or two. */
  what: string;
  /** The other folders beside it that its files may import. */
  mayImport: readonly string[];
}

/** Folders below one, by name. */
export type Folders = Readonly<Record<string, Folder>>;

/** The order of folders is data, in `folders.json` of the folder that they are in; path from `provider/` on. */
export const foldersIn = (parent: string): Folders =>
  JSON.parse(readFileSync(join(__dirname, "../..", parent, "folders.json"), "utf8")) as Folders;

/** The folders whose own folders have an order, too; "" is `provider/` itself. */
export const ordered: readonly string[] = ["", "emulator"];

/** What is said where a file imports what it may not. */
export const order = (parent: string, name: string, mayImport: readonly string[]) =>
  `provider/${join(parent, "README.md")}: ${name} may import ${mayImport.length === 0 ? "nothing of the others" : mayImport.join(", ")} only.`;
