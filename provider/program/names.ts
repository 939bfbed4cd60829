import { fileNamePart } from "../text/file-name";

/** Gives every name once. */
export interface Names {
  /** The variable for something of a kind: `storeCampaign`. */
  variable(called: string, kind: string): string;
  /** The file for something, without folder and ending: `black-friday`. */
  file(called: string, kind: string): string;
}

export function createNames(): Names {
  const variables = new Set(reserved);
  const files = new Set<string>();
  return {
    variable(called, kind) {
      const words = wordsOf(called, notInVariables);
      const short = camelCase(words).slice(0, longest);
      const isStart = /^\p{ID_Start}/u.test(short);
      const base = isStart ? `${short}${kind}` : camelCase([kind, ...words]).slice(0, longest + kind.length);
      return unique(base, variables, "");
    },
    file(called, kind) {
      const words = kebabCase(wordsOf(called, notInFiles)).slice(0, longest) || kebabCase([kind]);
      return unique(fileNamePart(words), files, "-");
    },
  };
}

/** What the files have already. */
const reserved = ["comm100", "config", "pulumi"];

/** So that a line holds a declaration. */
const longest = 32;

const notInVariables = /[^\p{ID_Continue}]+|_+/u;
const notInFiles = /[^\p{L}\p{N}]+/u;

/** Of the letters only those that every compiler knows. */
const wordsOf = (text: string, between: RegExp) =>
  text
    .normalize("NFKC")
    .replace(/[\u{10000}-\u{10ffff}]/gu, " ")
    .split(between)
    .filter((word) => word !== "");

const camelCase = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");

/** `faq` for FAQ, `storeFront` for StoreFront. */
const lowerFirst = (word: string) =>
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);

const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const kebabCase = (words: readonly string[]) => words.join("-").toLowerCase();

/** Files whose names differ only in their case are one on some machines. */
function unique(base: string, taken: Set<string>, separator: string): string {
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}${separator}${count}`;
  taken.add(name.toLowerCase());
  return name;
}
