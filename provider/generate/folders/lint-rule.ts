import { dirname, join } from "node:path";
import { foldersIn, order, ordered } from "./folders";

/** Path from the repository on. */
export const lintRuleFile = "provider/folders.biome.json";

/** The configuration of the linter that holds the order of folders, as biome.json extends it. */
export const lintRule = (): object => ({
  root: false,
  overrides: ordered.flatMap((parent) =>
    Object.keys(foldersIn(parent)).map((name) => ({
      includes: [`${join("provider", parent, name)}/**`],
      linter: { rules: { style: { noRestrictedImports: refusal(join(parent, name)) } } },
    })),
  ),
});

const refusal = (folder: string) => ({ level: "error", options: { patterns: patternsFor(folder) } });

/** Also those of the folder above: the linter takes the last rule that is for a file, and no other. */
function patternsFor(folder: string): object[] {
  const [parent, name] = [dirname(folder).replace(/^\.$/, ""), folder.slice(folder.lastIndexOf("/") + 1)];
  const folders = foldersIn(parent);
  const { mayImport = [] } = folders[name] ?? {};
  const refused = Object.keys(folders).filter((other) => other !== name && !mayImport.includes(other));
  const above = parent === "" ? [] : patternsFor(parent);
  return [...above, { group: refused.flatMap(imports), message: order(parent, name, mayImport) }];
}

/** However an import of the folder is written from below another one. A file of its name is another thing. */
const imports = (folder: string): string[] => [`../**/${folder}`, `../**/${folder}/**`];
