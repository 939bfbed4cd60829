import type { Document, Node, Pair } from "yaml";
import { Comm100Error } from "../core/errors";
import type { Steps } from "./steps";
import { yaml } from "./yaml-library";
import { yamlProblem } from "./yaml-problem";

/** Where something stands: lines and columns count from 1. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

/** `site.yaml:12:3` */
export const positionText = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;

/** A file of YAML or JSON: what it says, and where. */
export interface ParsedYaml {
  file: string;
  text: string;
  document: Document.Parsed;
  /** Where the property's name or the entry stands, or as far on the way to it as there is something. */
  position(steps: Steps): Position;
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
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error === undefined) {
    const position = (steps: Steps) => positionAt(offsetOf(document, steps));
    return { file, text, document, position, value: () => unfolded(file, document) };
  }
  const lineOf = (offset: number) => positionAt(offset).line;
  throw new Comm100Error(
    `${positionText(positionAt(error.pos[0]))}: ${yamlProblem({ error, document, text, lineOf })}`,
    { cause: error },
  );
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

type Found = Node | null | undefined;

function offsetOf(document: Document.Parsed, steps: Steps): number {
  let node: Found = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of steps) {
    const below = belowNode(document, node, step);
    if (below === undefined) break;
    offset = below.name?.range?.[0] ?? offset;
    node = below.value;
  }
  return offset;
}

/** The member of a map, or the entry of a list; what an alias stands for is where its anchor is. */
function belowNode(
  document: Document.Parsed,
  node: Found,
  step: string | number,
): { name: Found; value: Found } | undefined {
  const { isAlias, isMap, isSeq } = yaml();
  const meant = isAlias(node) ? node.resolve(document) : node;
  if (typeof step === "number") {
    const entry = isSeq(meant) ? (meant.items[step] as Found) : undefined;
    return entry ? { name: entry, value: entry } : undefined;
  }
  const pair = isMap(meant)
    ? (meant.items as Pair<Found, Found>[]).find((one) => nameOf(one) === step)
    : undefined;
  return pair && { name: pair.key, value: pair.value };
}

/** The name of a member, as a document has it. */
export const nameOf = ({ key }: Pair<unknown, unknown>): string =>
  String((key as { value?: unknown } | null)?.value);
