import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { definitions } from "../../provider/definitions";
import { documentSchema } from "../../provider/generate/document-schema";
import { exampleDocument, exampleOf } from "../../provider/generate/reference/example";
import { referencePages } from "../../provider/generate/reference/pages";
import { documentProblems } from "../../provider/site-document/validate";

const repository = resolve(__dirname, "../..");
const folder = join(repository, "docs/reference");
const pages = referencePages();

describe("the reference in docs/", () => {
  it("is what the definitions say; if not, run: npm run docs", () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, content] of pages) expect(readFileSync(join(folder, name), "utf8"), name).toBe(content);
  });

  it("is accompanied by the schema of site documents; if not, run: npm run docs", () => {
    const written = readFileSync(join(repository, "schema/site-document.json"), "utf8");
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(documentSchema(definitions))));
  });

  it("links to nothing that isn't there", () => {
    for (const [name, content] of pages) {
      for (const [, target = ""] of content.matchAll(/\]\(([^)]+)\)/g)) {
        const [file = "", anchor] = target.split("#");
        const linked = pages.get(file === "" ? name : file);
        expect(linked, `${name}: ${target}`).toBeDefined();
        const headings = [...(linked ?? "").matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) =>
          text.toLowerCase(),
        );
        if (anchor) expect(headings, `${name}: ${target}`).toContain(anchor);
      }
    }
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    "has an example of %s whose values are right and go together",
    (_, definition) => {
      expect(documentProblems(exampleDocument(definition))).toEqual([]);
    },
  );

  it("has examples that are right programs", () => {
    const source = definitions.map(
      (definition) =>
        `export namespace ${definition.name} {\n${exampleOf(definition).replace(/^import.*$/gm, "")}\n}`,
    );
    const imports = `import * as pulumi from "@pulumi/pulumi";\nimport * as comm100 from "pulumi-comm100";\n`;
    const file = join(__dirname, "examples.ts");
    const text = imports + source.join("\n").replace(/^new comm100/gm, "export const made = new comm100");
    expect(typeErrors(file, text)).toEqual([]);
  });
});

/** What the compiler says of a file that is in memory only. */
function typeErrors(file: string, text: string): string[] {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, language, ...rest) =>
    name === file ? ts.createSourceFile(name, text, language) : getSourceFile(name, language, ...rest);
  const program = ts.createProgram([file], { ...options, noEmit: true }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
