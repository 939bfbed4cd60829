import { join } from "node:path";
import { type Folder, type Folders, foldersIn, order, ordered } from "./folders";

/** Path from the repository on. */
export const lintRuleFile = "provider/folders.biome.json";

/** The configuration of the linter that holds the order of folders, as biome.json extends it. */
export const lintRule = (): object => ({
  root: false,
  overrides: ordered.flatMap((parent) => {
    const folders = foldersIn(parent);
    return Object.entries(folders).map(([name, folder]) => override(parent, name, folder, folders));
  }),
});

function override(parent: string, name: string, folder: Folder, folders: Folders): object {
  const refused = Object.keys(folders).filter((other) => other !== name && !folder.mayImport.includes(other));
  return {
    includes: [`${join("provider", parent, name)}/**`],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: "error",
            options: {
              patterns: [{ group: refused.flatMap(imports), message: order(parent, name, folder) }],
            },
          },
        },
      },
    },
  };
}

/** However an import of the folder is written from below another one. A file of its name is another thing. */
const imports = (folder: string): string[] => [`../**/${folder}`, `../**/${folder}/**`];
