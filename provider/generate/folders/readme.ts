import { table } from "../reference/tables";
import { type Folders, foldersIn } from "./folders";

/** The list of folders, as the README of the folder that they are in has it. */
export function folderList(parent: string): string {
  const folders = foldersIn(parent);
  const rows = Object.entries(folders).map(([name, { what }]) => [`\`${name}/\``, what]);
  return [table(["Folder", "What is in it"], rows), "", "```", ...arrows(folders), "```"].join("\n");
}

/** `core  <-  api` */
const arrows = (folders: Folders): string[] => {
  const widest = Math.max(...Object.keys(folders).map((name) => name.length));
  return Object.entries(folders).map(([name, { mayImport }]) =>
    mayImport.length === 0
      ? `${name.padEnd(widest)}  imports nothing of the others`
      : `${name.padEnd(widest)}  imports  ${mayImport.join(", ")}`,
  );
};
