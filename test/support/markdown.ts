import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import GithubSlugger from "github-slugger";
import { lexer, type Token, type Tokens, walkTokens } from "marked";

const repository = resolve(__dirname, "../..");
const notOurs = new Set(["node_modules", ".venv", "dist", ".git", "generated"]);

/** Every Markdown file of the repository, by its path from there. */
export function markdownFiles(folder = repository): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : markdownFiles(path);
    return entry.name.endsWith(".md") ? [relative(repository, path).replaceAll("\\", "/")] : [];
  });
}

/** A link or an image that leads to something of the repository. */
export interface Link {
  /** As it stands in the file. */
  href: string;
  /** From the repository. */
  path: string;
  /** What follows `#`; "" without it. */
  anchor: string;
}

/** All links and images of a file but those to another host. */
export function linksOf(file: string): Link[] {
  return tokensOf(file).flatMap((token): Link[] => {
    if (token.type !== "link" && token.type !== "image") return [];
    const { href } = token as Tokens.Link | Tokens.Image;
    if (/^[a-z]+:/i.test(href)) return [];
    const [path = "", anchor = ""] = decodeURI(href).split("#");
    const target = path === "" ? join(repository, file) : resolve(repository, file, "..", path);
    return [{ href, path: relative(repository, target).replaceAll("\\", "/"), anchor }];
  });
}

/** A row of a table: the texts of its cells, and the links with a title in them. */
export interface Row {
  cells: string[];
  links: { path: string; title: string }[];
}

/** The tables of a page, each with its rows; without the headings. */
export function tablesOf(file: string): Row[][] {
  const tables = tokensOf(file).filter((token): token is Tokens.Table => token.type === "table");
  return tables.map(({ rows }) =>
    rows.map((row) => {
      const links: Row["links"] = [];
      walkTokens(
        row.flatMap(({ tokens }) => tokens),
        (token) => {
          if (token.type !== "link" || !token.title) return;
          const path = relative(repository, resolve(repository, file, "..", String(token.href)));
          links.push({ path: path.replaceAll("\\", "/"), title: String(token.title) });
        },
      );
      return { cells: row.map(({ tokens }) => tokens.map(textOf).join("")), links };
    }),
  );
}

/** What can follow `#` in a link to this file, as GitHub makes it of headings. */
export function anchorsOf(file: string): string[] {
  const slugger = new GithubSlugger();
  const headings = tokensOf(file).filter((token): token is Tokens.Heading => token.type === "heading");
  return headings.map((heading) => slugger.slug(textOf(heading)));
}

/** The code blocks of a page that begin with the name of a file: what goes into it, by its name. */
export function filesIn(page: string): Map<string, string> {
  const blocks = tokensOf(page).filter((token): token is Tokens.Code => token.type === "code");
  return new Map(
    blocks.flatMap(({ text }) => {
      const [, name] = /^\/\/ ([\w.-]+)\n/.exec(text) ?? [];
      return name === undefined ? [] : [[name, text]];
    }),
  );
}

function tokensOf(file: string): Token[] {
  const tokens: Token[] = [];
  const text = readFileSync(join(repository, file), "utf8");
  walkTokens(lexer(text), (token) => void tokens.push(token));
  return tokens;
}

/** Without marks: of emphasis, code and links only the words. */
const textOf = (token: Token): string =>
  "tokens" in token && token.tokens ? token.tokens.map(textOf).join("") : "text" in token ? token.text : "";
