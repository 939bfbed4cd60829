import type { Document, YAMLError } from "yaml";
import { yaml } from "./yaml-library";

/** An error of the parser, and where it was found. */
export interface Found {
  error: YAMLError;
  document: Document.Parsed;
  text: string;
  /** The line of an offset, from 1. */
  lineOf(offset: number): number;
}

/** What is wrong with a YAML file in words: what, in which lines, and what to do. */
export function yamlProblem(found: Found): string {
  const { code, message } = found.error;
  return wordsByCode[code]?.(found) ?? `${message.replace(/\.$/, "")}. The file is no YAML from here on.`;
}

const wordsByCode: Partial<Record<YAMLError["code"], (found: Found) => string>> = {
  DUPLICATE_KEY: twoKeys,
  TAB_AS_INDENT: () => "a tab indents this line. YAML is indented by spaces only: write spaces instead.",
  BAD_INDENT: indented,
  MISSING_CHAR: missing,
  BLOCK_AS_IMPLICIT_KEY: nested,
  MULTILINE_IMPLICIT_KEY: () =>
    "this line has no `name: value`. Write a colon and a space behind the name, and begin the line in the column of its neighbours.",
  BLOCK_IN_FLOW: () => "a comma is missing between two entries in { } or [ ].",
  UNEXPECTED_TOKEN: () =>
    "something stands here where the value before it has ended. Put the whole value in quotes, close what is open, or begin the line in the column of its neighbours.",
  BAD_SCALAR_START: ({ text, error }) =>
    `a value can't begin with ${text.charAt(error.pos[0])} in YAML. Put it in quotes.`,
  BAD_DQ_ESCAPE: () =>
    "a backslash in \"double quotes\" begins an escape, and YAML has none like this. Use 'single quotes', or write \\\\.",
  MULTIPLE_DOCS: () => "a second document begins here (---). Keep one, or make it a file of its own.",
};

/** Of two keys, the parser names the second. */
function twoKeys({ error, document, lineOf }: Found): string {
  const { isMap, isScalar, visit } = yaml();
  const [second] = error.pos;
  let words = "a key is there twice. Remove one of the two.";
  visit(document, {
    Map(_, map) {
      const keys = map.items.map(({ key }) => key).filter(isScalar);
      const key = keys.find(({ range }) => range?.[0] === second);
      const first = keys.find((one) => one !== key && one.value === key?.value);
      if (!isMap(map) || key === undefined || first === undefined) return;
      words = `two keys \`${String(key.value)}\`: ${linesText(lineOf(first.range?.[0] ?? 0), lineOf(second))}. Rename or remove one of the two.`;
    },
  });
  return words;
}

const linesText = (one: number, other: number) =>
  one === other ? `both in line ${one}` : `lines ${one} and ${other}`;

function indented(found: Found): string {
  const above = lineAbove(found);
  const other = above === undefined ? "" : `, and line ${above.line} above it in column ${above.column}`;
  return (
    unclosed(found) ??
    `the line begins in column ${columnOfText(found) + 1}${other}. Entries of one object or list begin in the same column, and what is in them further right.`
  );
}

/** What isn't closed stands above the place at which the parser gives up. */
function unclosed({ error, text, lineOf }: Found): string | undefined {
  const [, closing] = /end with a ([\]}])/.exec(error.message) ?? [];
  if (closing === undefined) return undefined;
  const opening = closing === "]" ? "[" : "{";
  let offset = Math.min(error.pos[0], text.length) - 1;
  for (let depth = 0; offset > 0; offset--) {
    if (text.charAt(offset) === closing) depth++;
    if (text.charAt(offset) === opening && depth-- === 0) break;
  }
  return `the ${opening} of line ${lineOf(offset)} isn't closed. Write the ${closing}.`;
}

/** The nearest line above that has something in it, and the column in which it begins. */
function lineAbove({ text, error, lineOf }: Found): { line: number; column: number } | undefined {
  const lines = text.split("\n").slice(0, lineOf(error.pos[0]) - 1);
  const index = lines.findLastIndex((line) => /^\s*[^\s#]/.test(line));
  return index === -1 ? undefined : { line: index + 1, column: (lines[index] ?? "").search(/\S/) + 1 };
}

const columnOfText = ({ text, error, lineOf }: Found) =>
  Math.max(0, (text.split("\n")[lineOf(error.pos[0]) - 1] ?? "").search(/\S/));

function missing(found: Found): string {
  const { error, text, document, lineOf } = found;
  const [, quote] = /Missing closing (["'])/.exec(error.message) ?? [];
  if (quote !== undefined) {
    return `the ${quote} of line ${lineOf(openQuote(document, text, quote))} isn't closed. Write the second ${quote}.`;
  }
  const brackets = unclosed(found);
  if (brackets !== undefined) return brackets;
  if (error.message.startsWith("Sequence item without")) return `${indented(found)} Or a - is missing.`;
  if (error.message.startsWith("Comments must")) return "a space is missing in front of the #.";
  if (error.message.startsWith("Missing ,")) return "a comma is missing between two entries in { } or [ ].";
  if (error.message.startsWith("Missing space")) return "a space is missing behind the colon.";
  return `${error.message}. Write what is missing.`;
}

/** A text that isn't closed goes on to the end of the file: it is the last one that begins with the quote. */
function openQuote(document: Document.Parsed, text: string, quote: string): number {
  let offset = text.lastIndexOf(quote);
  yaml().visit(document, {
    Scalar(_, { range }) {
      if (range && text.charAt(range[0]) === quote) offset = range[0];
    },
  });
  return offset;
}

/** A second `name: value` in the line of another: in most files a colon in a text, or a line that is too far right. */
function nested({ text, error, lineOf }: Found): string {
  const line = lineOf(error.pos[0]);
  const rest = text.slice(error.pos[0]).split("\n")[0] ?? "";
  if (rest.trimStart().startsWith("- ")) {
    return "the - doesn't begin in the column of the others of its list.";
  }
  if (/: /.test(rest) || rest.trimEnd().endsWith(":")) {
    return "the value has a colon and a space in it, which begin another value in YAML. Put it in quotes.";
  }
  return `line ${line + 1} is indented further than line ${line}, whose value it isn't part of. Begin it in the column of its neighbours.`;
}
