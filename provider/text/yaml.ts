import { Document, Scalar, type ToStringOptions, visit } from "yaml";
import { escapedSource, isSeenAsItIs } from "./visible";

/** A value as YAML. A text that a terminal or a CI log would act on is in double quotes, which know escapes. */
export function yamlText(value: unknown): string {
  const document = documentOf(value, (text) => !isSeenAsItIs(text) || isLostInBlock(text));
  return escaped(document.toString(options));
}

/** `title: "two\nlines"`, `- { name: Sales }`: the one property, or entry, in one line, whatever is in it. */
export function yamlLine(only: Readonly<Record<string, unknown>> | readonly [unknown]): string {
  const document = documentOf(only, (text) => text.includes("\n") || !isSeenAsItIs(text));
  visit(document, {
    Collection(_key, node, path) {
      node.flow = path.length > 1;
    },
  });
  return escaped(document.toString(options)).replace(/\n$/, "");
}

/** `{ name: Sales }`, `[ 1 ]`, `"a, b"`: a value in one line, as it may stand inside of brackets. */
export function yamlFlow(value: unknown): string {
  const document = documentOf([value], (text) => text.includes("\n") || !isSeenAsItIs(text));
  visit(document, {
    Collection(_key, node) {
      node.flow = true;
    },
  });
  return escaped(document.toString(options))
    .replace(/^\[ ?/, "")
    .replace(/ ?\]\n$/, "");
}

/** As a block, the library can take spaces at the beginning for indentation. */
const isLostInBlock = (text: string) => /^[ \t].*\n/.test(text);

/** Without a width a text is folded nowhere, and a list in brackets stays in its line. */
const options: ToStringOptions = { lineWidth: 0, doubleQuotedAsJSON: true };

function documentOf(value: unknown, isQuoted: (text: string) => boolean): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === "string" && isQuoted(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document;
}

/** YAML spells a character beyond the BMP as one, and other readers than ours insist on it. */
const escaped = (text: string) =>
  escapedSource(text, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    const [letter, digits] = codePoint > 0xffff ? ["U", 8] : ["u", 4];
    return `\\${letter}${codePoint.toString(16).padStart(digits, "0")}`;
  });
