import { createRequire } from "node:module";

interface OwnPackage {
  version: string;
  engines: { node: string };
  peerDependencies: Readonly<Record<string, string>>;
}

/** The package.json of this package. */
export function ownPackage(): OwnPackage {
  return createRequire(__filename)("pulumi-comm100/package.json") as OwnPackage;
}

/** The version of this package, such as `1.2.0`. */
export const packageVersion = (): string => ownPackage().version;
