import type { Document } from "yaml";
import { Comm100Error } from "../core/errors";
import { yaml } from "./files";
import { yamlProblem } from "./yaml-problem";

/** Where something stands in a file: lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A file of YAML or JSON: what it says, and where. */
export interface ParsedYaml {
  document: Document.Parsed;
  placeAt(offset: number): Place;
  /** @throws Comm100Error where aliases stand for too much */
  value(): unknown;
}

/**
 * Parses what people write.
 *
 * @throws Comm100Error that says what is wrong, in which lines, and what to do
 */
export function parsedYaml(file: string, text: string): ParsedYaml {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error === undefined) return { document, placeAt, value: () => unfolded(file, document) };
  const { line, column } = placeAt(error.pos[0]);
  const lineOf = (offset: number) => placeAt(offset).line;
  throw new Comm100Error(`${file}:${line}:${column}: ${yamlProblem({ error, document, text, lineOf })}`, {
    cause: error,
  });
}

/** Aliases can make a small file unfold to more than fits into the memory, or hold themselves. */
function unfolded(file: string, parsed: Document.Parsed): unknown {
  try {
    const document: unknown = parsed.toJS({ maxAliasCount: 100 });
    refuseCycles(document, []);
    return document;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new Comm100Error(
      `${file} can't be read: its aliases (*name) stand for too much, for each other or for nothing. Write out what they stand for.`,
      { cause: error },
    );
  }
}

function refuseCycles(value: unknown, above: readonly unknown[]): void {
  if (typeof value !== "object" || value === null) return;
  if (above.includes(value)) throw new ReferenceError("an alias of what it is in");
  for (const member of Object.values(value)) refuseCycles(member, [...above, value]);
}
