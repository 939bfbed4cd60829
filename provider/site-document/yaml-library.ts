import { createRequire } from "node:module";

/** The parser, loaded at its first use: most programs read no document, and needn't wait for it. */
export const yaml = () => createRequire(__filename)("yaml") as typeof import("yaml");
