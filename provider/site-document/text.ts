import { stringify } from "yaml";
import type { Properties } from "../core/definition";

export const formats = ["yaml", "json"] as const;
export type Format = (typeof formats)[number];

/** A document as a file: the same text for the same document. */
export const documentText = (document: Properties, format: Format): string =>
  format === "json"
    ? `${JSON.stringify(document, null, 2)}\n`
    : stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
