import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { readText, yaml } from "./files";

/** Lines and columns count from 1. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

/** A site document as a file: what it says, and where. */
export interface Source {
  file: string;
  document: Properties;
  /** Whether what it leaves out is empty on the site, and not just not managed: `whole: true`. */
  isWhole: boolean;
  /** `site.yaml:12:5` for a path such as `campaigns[0].name`, or what is nearest to it. */
  place(path: string): string;
  position(path: string): Position;
}

/**
 * Reads a site document, YAML or JSON.
 *
 * @throws Comm100Error with file, line and column when it can't be read
 */
export function readSource(file: string): Source {
  const { isMap, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const parsed = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const at = (offset: number) => positionText(positionAt(offset));
  const [error] = parsed.errors;
  if (error) throw new Comm100Error(`${at(error.pos[0])}: ${error.message}.`);
  if (!isMap(parsed.contents)) throw new Comm100Error(`${file} is no site document: it must be an object.`);
  const { whole, ...document } = unfolded(file, parsed);
  return {
    file,
    document,
    isWhole: whole === true,
    place: (path) => at(offsetOf(parsed.contents, stepsOf(path))),
    position: (path) => positionAt(offsetOf(parsed.contents, stepsOf(path))),
  };
}

/** Aliases can make a small file unfold to more than fits into the memory, or hold themselves. */
function unfolded(file: string, parsed: { toJS(options: { maxAliasCount: number }): unknown }): Properties {
  try {
    const document = parsed.toJS({ maxAliasCount: 100 }) as Properties;
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

/** `site.yaml:12:3` */
export const positionText = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;

/** `campaigns`, 0, `name` of `campaigns[0].name`. */
const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name = ""]) =>
    index === undefined ? name : Number(index),
  );

interface Positioned {
  range?: readonly [number, number, number] | null;
}

/** Where the property's name stands, or as far on the way to it as there is something. */
function offsetOf(start: unknown, steps: readonly (string | number)[]): number {
  let node = start as Positioned & { items?: unknown[] };
  let offset = node.range?.[0] ?? 0;
  for (const step of steps) {
    const item = typeof step === "number" ? node?.items?.[step] : pairIn(node, step);
    if (item === undefined) break;
    const { key, value } = (typeof step === "number" ? { key: item, value: item } : item) as Pair;
    offset = key.range?.[0] ?? offset;
    node = value;
  }
  return offset;
}

interface Pair {
  key: Positioned;
  value: Positioned & { items?: unknown[] };
}

const pairIn = (node: unknown, name: string): Pair | undefined =>
  yaml().isMap(node)
    ? (node.items.find(({ key }) => String((key as { value?: unknown }).value) === name) as unknown as Pair)
    : undefined;
