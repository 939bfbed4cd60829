/** A text with the names of values in it, such as `${hooks}/ended`. */
const name = /\$(\$?)\{(\w+)\}/g;

/** The names in a text, each once. */
export const wordsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(name)].flatMap(([, literal, word = ""]) => (literal === "" ? [word] : []))),
];

/**
 * What the one name in a template has to stand for, so that it gives a text: undefined where there are several, or
 * where the text around it is another one.
 */
export function solved(template: string, text: string): string | undefined {
  const [word, ...others] = wordsIn(template);
  if (word === undefined || others.length > 0) return undefined;
  const pieces = piecesOf(template);
  const pattern = pieces.map(quoted).join("\u0000").replace("\u0000", "(.*)").replaceAll("\u0000", "\\1");
  return new RegExp(`^${pattern}$`, "s").exec(text)?.[1];
}

/** The texts between the names. */
function piecesOf(template: string): string[] {
  const pieces = [""];
  let end = 0;
  const add = (text: string) => pieces.push((pieces.pop() ?? "") + text);
  for (const found of template.matchAll(name)) {
    add(template.slice(end, found.index));
    end = found.index + found[0].length;
    if (found[1] === "") pieces.push("");
    else add(found[0].slice(1));
  }
  add(template.slice(end));
  return pieces;
}

const quoted = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** The text that a template is with some values; what has none stays. */
export const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(name, (found, literal: string, word: string) => {
    if (literal !== "") return found.slice(1);
    return Object.hasOwn(values, word) ? (values[word] ?? found) : found;
  });
