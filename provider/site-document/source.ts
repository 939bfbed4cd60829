import type { Properties } from "../core/definition";
import { Comm100Error } from "../core/errors";
import { type DefaultsTable, omitted, tableOf, withoutForm } from "./defaults/tables";
import { readText } from "./files";
import { type ParsedYaml, parsedYaml, positionText } from "./parsed-yaml";
import { yaml } from "./yaml-library";

/** A site document as a file: what it says, and where. */
export interface Source {
  file: string;
  parsed: ParsedYaml;
  document: Properties;
  /** Whether what it leaves out is empty on the site, and not just not managed: `whole: true`. */
  isWhole: boolean;
  /** What a field means that it leaves out: `omitted: default`. undefined where that isn't managed. */
  defaults: DefaultsTable | undefined;
}

/**
 * Reads a site document, YAML or JSON.
 *
 * @throws Comm100Error with file, line and column when it can't be read
 */
export const readSource = (file: string): Source => sourceIn(file, readText(file));

/** As `readSource`, of a text that isn't in the file yet. */
export function sourceIn(file: string, text: string): Source {
  const parsed = parsedYaml(file, text);
  if (!yaml().isMap(parsed.document.contents))
    throw new Comm100Error(`${file} is no site document: it must be an object.`);
  const { whole, ...document } = parsed.value() as Properties;
  const place = positionText(parsed.position([omitted]));
  const defaults = inFile(place, () => tableOf({ whole, ...document }));
  return { file, parsed, document: withoutForm(document), isWhole: whole === true, defaults };
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
