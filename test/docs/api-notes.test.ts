import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { facts } from "../support/facts";

const root = resolve(__dirname, "../..");
const page = "docs/api-notes.md";
const notes = readFileSync(join(root, page), "utf8");

/** The entries of contradictions: a heading that is the code alone, or a row with an anchor of the same name. */
const entries = [...notes.matchAll(/^### (O\w+)$|<a id="o\w+"><\/a>(O\w+)/gm)].map(
  ([, heading, row]) => heading ?? row ?? "",
);

const headings = [...notes.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
const rows = [...notes.matchAll(/<a id="(\w+)">/g)].map(([, anchor = ""]) => anchor);
const anchors = new Set([...headings, ...rows]);

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

/** The texts that people read or wrote, without what is generated at build time and what is installed. */
const texts = ["provider", "test", "examples", "bench", "docs", "schema", "README.md"]
  .flatMap((name) => (name.includes(".") ? [name] : filesBelow(name)))
  .filter((name) => name !== page)
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return /^(node_modules|[.]venv|generated|facts)$/.test(entry.name) ? [] : filesBelow(path);
    return /\.(ts|mts|md|ya?ml|json)$/.test(entry.name) && entry.name !== "package-lock.json" ? [path] : [];
  });
}

/** The code of a contradiction, in any form but that of a link. */
const code = /\bO\d{1,3}\b/g;

describe("the notes on the API's documents", () => {
  it("have one entry for each contradiction of the facts file", () => {
    expect([...entries].sort()).toEqual((facts?.oddities ?? []).map(({ id }) => id).sort());
  });

  it("call an entry what its anchor and the links to it are called", () => {
    const named = [...notes.matchAll(/<a id="(\w+)"><\/a>(\w+)|\[(O\w+)\]\(#(\w+)\)/g)];
    expect(named.length).toBeGreaterThan(20);
    const wrong = named.filter(
      ([, anchor, row, text, target]) => (anchor ?? target) !== (row ?? text)?.toLowerCase(),
    );
    expect(wrong.map(([found]) => found)).toEqual([]);
  });

  it("lead from every link to a place on the page", () => {
    const links = [...notes.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor ?? "");
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it("have the place that a comment or another page links to", () => {
    const links = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/api-notes\.md#([\w-]*)/g)].map(([, anchor = ""]) => ({ name, anchor })),
    );
    expect(links.length).toBeGreaterThan(80);
    expect(links.filter(({ anchor }) => !anchors.has(anchor))).toEqual([]);
  });
});

describe("the code of a contradiction", () => {
  it("is written in one form: as a link to its entry, alone or behind its name", () => {
    const bare = texts.flatMap(({ name, text }) =>
      [...text.replace(/\[(O\d\d)\]\(\S*api-notes\.md#\1\)/gi, "").matchAll(code)].map(
        ([found]) => `${name}: ${found}`,
      ),
    );
    expect(bare).toEqual([]);
  });

  it("is nowhere in what users read about resources", () => {
    const shown = texts.filter(({ name }) => /^(docs\/reference|schema)\//.test(name));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter(({ text }) => /api-notes/.test(text)).map(({ name }) => name)).toEqual([]);
  });
});
