import { readFileSync } from "node:fs";
import { join } from "node:path";

interface OwnPackage {
  version: string;
  engines: { node: string };
  peerDependencies: Readonly<Record<string, string>>;
}

/** The package.json of this package. */
export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as OwnPackage;
}

/** The version of this package, such as `1.2.0`. */
export const packageVersion = (): string => ownPackage().version;
