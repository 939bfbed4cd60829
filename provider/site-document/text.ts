import { stringify } from "yaml";
import type { Properties } from "../core/definition";
import { withEscapes } from "./overlay";

export type Format = "yaml" | "json";

/** A document as a file: the same text for the same document. */
export const documentText = (document: Properties, format: Format): string => {
  const written = withEscapes(document);
  return format === "json"
    ? `${JSON.stringify(written, null, 2)}\n`
    : `${schemaLine}\n${stringify(written, { lineWidth: 0, aliasDuplicateObjects: false })}`;
};

/** Editors with a YAML language server complete and check by it. */
const schemaLine = "# yaml-language-server: $schema=node_modules/pulumi-comm100/schema/site-document.json";
