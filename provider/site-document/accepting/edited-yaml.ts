import { isDeepStrictEqual } from "node:util";
import { Comm100Error } from "../../core/errors";
import { parsedYaml } from "../parsed-yaml";
import { yaml } from "../yaml-library";
import { changesOf } from "./node-changes";
import { spliced } from "./splices";
import { styleOf } from "./style";

/**
 * A file of YAML or JSON that says something else, with every line as it is that needn't change: comments, sequence,
 * quotes and spaces.
 *
 * @throws Comm100Error where the text can't be changed so
 */
export function editedYaml(file: string, text: string, wanted: unknown): string {
  const { value } = parsedYaml(file, text);
  const edited = changed(file, text, value(), wanted);
  if (edited !== undefined && saysThat(file, edited, wanted)) return edited;
  throw new Comm100Error(
    `${file} is written in a way in which it can't be changed without touching the rest of it. Change it by hand.`,
  );
}

function saysThat(file: string, text: string, wanted: unknown): boolean {
  try {
    return isDeepStrictEqual(parsedYaml(file, text).value(), wanted);
  } catch (error) {
    if (error instanceof Comm100Error) return false;
    throw error;
  }
}

function changed(file: string, text: string, is: unknown, wanted: unknown): string | undefined {
  // With the tokens, as no node has the place of the - before an entry.
  const document = yaml().parseDocument(text, { keepSourceTokens: true });
  const style = styleOf(file, text);
  const root = document.contents;
  if (root === null || is === null)
    return `${text.trimEnd()}${text.trim() === "" ? "" : "\n"}${style.whole(wanted)}`;
  const changes = changesOf({ text, style }, root, is, wanted, false);
  if (changes !== undefined) return spliced(text, changes);
  const [start, end] = root.range ?? [0, text.length];
  const written = style.whole(wanted);
  return text.slice(0, start) + (text[end - 1] === "\n" ? written : written.trimEnd()) + text.slice(end);
}
