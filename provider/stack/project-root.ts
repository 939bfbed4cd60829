import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml"];

/** The folder of the project that Pulumi finds there, which is that folder or one above; undefined for none. */
export function projectRoot(folder: string): string | undefined {
  if (projectFiles.some((name) => existsSync(join(folder, name)))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectRoot(above);
}
