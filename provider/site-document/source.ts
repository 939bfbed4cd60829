import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { type Step, stepsOf } from "../core/steps";
import { type DefaultsTable, omitted, tableOf, withoutForm } from "./defaults/tables";
import { readText, yaml } from "./files";
import { type Place, parsedYaml } from "./parsed-yaml";

export interface Position extends Place {
  file: string;
}

/** A site document as a file: what it says, and where. */
export interface Source {
  file: string;
  document: Properties;
  /** Whether what it leaves out is empty on the site, and not just not managed: `whole: true`. */
  isWhole: boolean;
  /** What a field means that it leaves out: `omitted: default`. undefined where that isn't managed. */
  defaults: DefaultsTable | undefined;
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
  const { document: parsed, placeAt, value } = parsedYaml(file, readText(file));
  const positionAt = (offset: number): Position => ({ file, ...placeAt(offset) });
  const at = (offset: number) => positionText(positionAt(offset));
  if (!yaml().isMap(parsed.contents))
    throw new Comm100Error(`${file} is no site document: it must be an object.`);
  const { whole, ...document } = value() as Properties;
  const defaults = inFile(at(offsetOf(parsed.contents, [omitted])), () => tableOf({ whole, ...document }));
  return {
    file,
    document: withoutForm(document),
    isWhole: whole === true,
    defaults,
    place: (path) => at(offsetOf(parsed.contents, stepsOf(path))),
    position: (path) => positionAt(offsetOf(parsed.contents, stepsOf(path))),
  };
}

/** An error that says where in the file it is about. */
function inFile<Value>(place: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Comm100Error)) throw error;
    throw new Comm100Error(`${place}: ${error.message}`, { cause: error });
  }
}

/** `site.yaml:12:3` */
export const positionText = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;

interface Positioned {
  range?: readonly [number, number, number] | null;
}

/** Where the property's name stands, or as far on the way to it as there is something. */
function offsetOf(start: unknown, steps: readonly Step[]): number {
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
