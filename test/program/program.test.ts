import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "../../provider/core/definition";
import { definitions } from "../../provider/definitions";
import { type Program, programOf } from "../../provider/program";
import { exportSite } from "../../provider/site-document/export";
import { credentials, startTestEmulator } from "../support/emulator";
import { fillRandomly, peopleOf } from "../support/random-site";
import { siteDescription } from "../support/site-description";

const repository = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "comm100-program-"));
const programs = new Map<string, Program>();

async function exported(fill: (emulator: Awaited<ReturnType<typeof startTestEmulator>>) => Promise<void>) {
  const emulator = await startTestEmulator();
  try {
    await fill(emulator);
    return (await exportSite({ baseUrl: emulator.url, credentials })).document;
  } finally {
    await emulator.close();
  }
}

beforeAll(async () => {
  const documents: Record<string, Properties> = {
    demo: await exported((emulator) => emulator.load("demo")),
    "any-field": siteDescription(10),
  };
  for (const seed of [1, 2, 3]) {
    const document = await exported((emulator) => fillRandomly(emulator, peopleOf(7, "aaaaaaaa"), seed));
    documents[`any-${seed}`] = document;
    documents[`usual-${seed}`] = withUsualLetters(document);
  }
  for (const [name, document] of Object.entries(documents)) {
    const program = programOf(document);
    programs.set(name, program);
    for (const [file, text] of Object.entries(program.files)) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true });
      writeFileSync(join(folder, name, file), text);
    }
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the linter finds. */
function biome(command: string, folders: readonly string[]): string {
  const program = join(repository, "node_modules/@biomejs/biome/bin/biome");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, command, ...folders], {
    cwd: folder,
    encoding: "utf8",
  });
  return status === 0 ? "" : stdout + stderr;
}

/** Nobody agrees on how wide letters are that no script has. */
const withUsualLetters = (document: Properties): Properties =>
  JSON.parse(JSON.stringify(document).replace(/[\u{e000}-\u{f8ff}\u{10000}-\u{10ffff}]/gu, "x"));

const files = () =>
  [...programs].flatMap(([name, program]) =>
    Object.keys(program.files).map((file) => join(folder, name, file)),
  );

describe("the program of a site", () => {
  it("compiles with strict types", () => {
    const checked = ts.createProgram(files(), {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      noUnusedLocals: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      lib: ["lib.es2024.d.ts"],
      typeRoots: [join(repository, "node_modules/@types")],
      types: ["node"],
      paths: {
        "pulumi-comm100": [join(repository, "dist/index.d.ts")],
        "@pulumi/pulumi": [join(repository, "node_modules/@pulumi/pulumi")],
      },
    });
    const problems = ts.getPreEmitDiagnostics(checked).map(({ file, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${file?.fileName.slice(folder.length + 1)}: ${text}`;
    });
    expect(problems).toEqual([]);
  });

  it("is linted and formatted as it is written", () => {
    const options = { root: true, formatter: { indentStyle: "space", lineWidth: 80 } };
    writeFileSync(join(folder, "biome.json"), `${JSON.stringify(options)}\n`);
    const all = [...programs.keys()];
    expect(biome("lint", all)).toBe("");
    expect(
      biome(
        "check",
        all.filter((name) => !name.startsWith("any-")),
      ),
    ).toBe("");
  });

  it("has every kind of object, no id of what it refers to, and a file for each campaign", () => {
    const all = Object.values(programs.get("any-field")?.files ?? {}).join("\n");
    const missing = definitions.filter(({ name }) => !all.includes(`new comm100.${name}(`));
    expect(missing.map(({ name }) => name)).toEqual([]);
    const { files = {}, secrets } = programs.get("demo") ?? {};
    expect(Object.keys(files)).toEqual([
      "lookups.ts",
      "site.ts",
      "campaigns/store.ts",
      "campaigns/support.ts",
      "campaigns/wholesale.ts",
      "index.ts",
    ]);
    expect(files["campaigns/support.ts"]).toContain("routeToId: repairsDepartment.id,");
    expect(files["index.ts"]).toContain("targetCampaignId: supportCampaign.id,");
    expect(files["lookups.ts"]).toContain('comm100.getAgentOutput({\n  email: "ann@example.com",\n});');
    expect(files["campaigns/store.ts"]).toContain(
      '    password: config.requireSecret(\n      "campaignsStoreChatWindowCustomSmtpserverPassword",\n    ),',
    );
    expect(secrets).toEqual([
      "mobilePushAndroidGcmApikey",
      "campaignsStoreChatWindowCustomSmtpserverPassword",
    ]);
  });

  it("waits for what is needed, and says so only where nothing else does", () => {
    const { files = {} } = programs.get("demo") ?? {};
    expect(files["campaigns/store.ts"]).toContain(
      'export const storeCampaign = new comm100.Campaign(\n  "Store",\n  {\n    name: "Store",',
    );
    expect(files["campaigns/store.ts"]).toContain("  { dependsOn: [settings] },\n);");
    expect(files["campaigns/store.ts"]).toContain(
      'new comm100.ChatWindow("Store", {\n  campaignId: storeCampaign.id,',
    );
  });

  it("has names for whatever a site calls its objects", () => {
    const campaigns = ["Store", "store", "STORE!", "24h", "Продажи 2", "*/ alert", "", "...", "class"].map(
      (name, index) => ({ name: name || `"${index}"` }),
    );
    const { files } = programOf({ campaigns });
    expect(Object.keys(files)).toEqual([
      "campaigns/store.ts",
      "campaigns/store-2.ts",
      "campaigns/store-3.ts",
      "campaigns/24h.ts",
      "campaigns/продажи-2.ts",
      "campaigns/alert.ts",
      "campaigns/6.ts",
      "campaigns/campaign.ts",
      "campaigns/class.ts",
      "index.ts",
    ]);
    expect(files["campaigns/alert.ts"]).toContain('/** Campaign "* / alert", and what belongs to it. */');
    expect(files["campaigns/6.ts"]).toContain(`new comm100.Campaign('"6"', {\n  name: '"6"',\n});`);
  });

  it("isn't written of a document with mistakes", () => {
    expect(() => programOf({ campaigns: [{ name: "Store", chatButon: {} }] })).toThrow(
      'The site can\'t be written as a program.\n  campaigns[0].chatButon: is not a property here. Did you mean "chatButton"?',
    );
  });
});
