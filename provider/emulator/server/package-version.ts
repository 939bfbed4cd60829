import { createRequire } from "node:module";

/** The version of this package, such as `1.2.0`. */
export const packageVersion = (): string =>
  (createRequire(__filename)("pulumi-comm100/package.json") as { version: string }).version;
