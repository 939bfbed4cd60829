import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { definitions } from "../../provider/definitions";
import { documentSchema } from "../../provider/generate/document-schema";

const repository = resolve(__dirname, "../..");
const file = resolve(repository, "test/generate/program-in-an-editor.ts");

/** What an editor sees of a program: what it offers at the mark `▮`, and what it finds wrong. */
function inEditor(program: string): { offered: string[]; problems: string[] } {
  const text = program.replace("▮", "");
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      if (name === file) return ts.ScriptSnapshot.fromString(text);
      return ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined;
    },
    getCurrentDirectory: () => repository,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  const service = ts.createLanguageService(host);
  const found = service.getCompletionsAtPosition(file, program.indexOf("▮"), undefined);
  const problems = service.getSemanticDiagnostics(file);
  service.dispose();
  return {
    offered: (found?.entries ?? []).map(({ name }) => name),
    problems: problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
  };
}

const importing = `import { type WebhookArgs, AutoDistribution, LiveChatSite } from "../../dist";\n`;

describe("an editor", () => {
  it("offers the API's spelling of a value alone, accepts the others, and finds what is misspelt", () => {
    const program = (value: string) => `${importing}
      new AutoDistribution("a", { autoDistributionMethod: "loadBalancing" });
      new LiveChatSite("s", { webhooks: [{ event: "chatStarted", targetUrl: "https://example.com" }] });
      const webhook: WebhookArgs = { event: "${value}", targetUrl: "https://example.com" };`;
    const { offered, problems } = inEditor(program("▮chatEnded"));
    expect(problems).toEqual([]);
    expect(offered).toEqual(expect.arrayContaining(["chatStarts", "chatEnds", "agentStatusChanges"]));
    expect(offered).not.toEqual(expect.arrayContaining(["chatEnded"]));
    expect(offered.filter((name) => /Started|Ended|Notification/.test(name))).toEqual([]);
    const [problem, ...others] = inEditor(program("▮chatEnd")).problems;
    expect(others).toEqual([]);
    expect(problem).toContain(`"chatEnd"' is not assignable`);
  }, 60_000);

  it("has the same from the schema of site documents", () => {
    const schema = JSON.stringify(documentSchema(definitions));
    const { properties } = JSON.parse(schema) as {
      properties: { webhooks: { items: { properties: { event: { anyOf: [{ enum: string[] }, object] } } } } };
    };
    const [offered, accepted] = properties.webhooks.items.properties.event.anyOf;
    expect(offered.enum).toEqual(expect.arrayContaining(["chatStarts", "chatEnds"]));
    expect(offered.enum).not.toEqual(expect.arrayContaining(["chatEnded"]));
    expect(accepted).toEqual({
      type: "string",
      pattern: "^(chatStarted|chatEnded|operatorEventNotification)$",
    });
  });
});
