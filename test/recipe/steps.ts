import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lexer, type Tokens } from "marked";

/** A block of a recipe that changes a file. */
export interface Step {
  /** Its path in the repository. */
  file: string;
  /** The language of the block. */
  lang: string;
  /** What the block has for it. */
  code: string;
  /** Changes the file below the folder of a repository. */
  carryOut(repository: string): void;
}

/**
 * The lines that a step adds, as tests tell them: of a file those of its fields, and without descriptions, which only a
 * reader of the API's documents can write.
 */
export function newLinesOf({ lang, code }: Step): string[] {
  const lines = code.split("\n");
  const removed = lines.filter((line) => line.startsWith("-")).join("\n");
  const isNew: Readonly<Record<string, (line: string) => boolean>> = {
    ts: (line) => /^ {4}\w/.test(line),
    diff: (line) => line.startsWith("+") && !removed.includes(bare(line)),
    jsonc: () => true,
  };
  return lines
    .filter((line) => isNew[lang]?.(line))
    .map((line) => bare(line).replace(/(\w\()"[^"]*"/, '$1"…"'));
}

/** Without what is around it in a list. */
const bare = (line: string) => line.replace(/^\+/, "").trim().replace(/,$/, "");

/** A recipe of a page: what it changes, and the commands at its end. */
export interface Recipe {
  steps: readonly Step[];
  commands: readonly string[];
}

/**
 * The recipe below a heading. A block of code begins with a comment that names its file, and in a file of JSON the
 * place: `ts` is a whole file, `diff` a change, `jsonc` something for the facts, `sh` commands.
 */
export function recipeBelow(heading: string, markdown: string): Recipe {
  const tokens = lexer(markdown);
  const start = tokens.findIndex((token) => token.type === "heading" && token.text === heading);
  const length = tokens.slice(start + 1).findIndex((token) => token.type === "heading" && token.depth <= 2);
  const below = tokens.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  const blocks = below.filter((token): token is Tokens.Code => token.type === "code");
  return {
    steps: blocks.filter(({ lang }) => lang !== "sh").map(stepOf),
    commands: blocks.filter(({ lang }) => lang === "sh").flatMap(({ text }) => text.split("\n")),
  };
}

function stepOf({ lang = "", text }: Tokens.Code): Step {
  const [comment = "", ...lines] = text.split("\n");
  const [, file, place = ""] = /^ ?\/\/ ([^\s,]+)(?:, (\S+))?$/.exec(comment) ?? [];
  const change = changes[lang];
  if (file === undefined || !change)
    throw new Error(`A block doesn't begin with the comment of its file: ${text}`);
  const code = lines.join("\n");
  return {
    file,
    lang,
    code,
    carryOut(repository) {
      const path = join(repository, file);
      mkdirSync(dirname(path), { recursive: true });
      const before = existsSync(path) ? readFileSync(path, "utf8") : "";
      writeFileSync(path, change(before, code, place));
    },
  };
}

const changes: Readonly<Record<string, (before: string, code: string, place: string) => string>> = {
  ts: (_before, code) => `${code}\n`,
  diff: (before, code) => code.split("\n …\n").reduce(patched, before),
  jsonc: withFacts,
};

/** Without line numbers: what a hunk replaces has to be there once. */
function patched(text: string, hunk: string): string {
  const lines = hunk.split("\n");
  const without = (mark: string) =>
    `${lines
      .filter((line) => !line.startsWith(mark))
      .map((line) => line.slice(1))
      .join("\n")}\n`;
  const [start, end, ...others] = text.split(without("+"));
  if (start === undefined || end === undefined || others.length > 0)
    throw new Error(`The file doesn't have this once:\n${without("+")}`);
  return start + without("-") + end;
}

/** Adds to a list, or gives an object another member. */
function withFacts(before: string, code: string, place: string): string {
  const facts = JSON.parse(before);
  const names = place.split(".");
  const last = names.pop() ?? "";
  const holder = names.reduce((value, name) => value[name], facts);
  if (Array.isArray(holder[last])) holder[last].push(...JSON.parse(`[${code}]`));
  else holder[last] = JSON.parse(code);
  return JSON.stringify(facts, null, 1);
}
