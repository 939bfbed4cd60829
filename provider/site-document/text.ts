import type { Properties } from "../core/definition";
import { jsonText } from "../text/json";
import { yamlText } from "../text/yaml";
import { withEscapes } from "./overlay";

export type Format = "yaml" | "json";

/** A document as a file: the same text for the same document. */
export const documentText = (document: Properties, format: Format): string =>
  [...documentParts(document, format)].join("");

/** The same text piece by piece, so that that of a large site is never in memory as a whole. */
export const documentParts = (document: Properties, format: Format): Iterable<string> =>
  format === "json" ? jsonParts(document) : yamlParts(document);

/** Editors with a YAML language server complete and check by it. */
const schemaLine = "# yaml-language-server: $schema=node_modules/pulumi-comm100/schema/site-document.json";

/** A list has so many entries in a piece. */
const together = 100;

function* yamlParts(document: Properties): Iterable<string> {
  yield `${schemaLine}\n`;
  const members = declared(document);
  if (members.length === 0) yield yamlText({});
  for (const [name, value] of members) {
    if (!Array.isArray(value) || value.length <= together) yield yamlText(withEscapes({ [name]: value }));
    else {
      for (let first = 0; first < value.length; first += together) {
        const text = yamlText(withEscapes({ [name]: value.slice(first, first + together) }));
        yield first === 0 ? text : text.slice(text.indexOf("\n") + 1);
      }
    }
  }
}

function* jsonParts(document: Properties): Iterable<string> {
  const members = declared(document);
  if (members.length === 0) yield "{}\n";
  for (const [index, [name, value]] of members.entries()) {
    // Without the braces around it.
    const text = jsonText(withEscapes({ [name]: value }), 2).slice(2, -2);
    yield `${index === 0 ? "{" : ","}\n${text}${index === members.length - 1 ? "\n}\n" : ""}`;
  }
}

const declared = (document: Properties) =>
  Object.entries(document).filter(([, value]) => value !== undefined);
