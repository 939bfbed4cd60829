import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commandFolder } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";

const folder = commandFolder();
let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load("demo");
});
afterAll(async () => {
  folder.dispose();
  await emulator.close();
});

const run = (args: readonly string[], environment: Record<string, string> = emulator.environment) =>
  folder.run(["export", ...args], environment);

interface Document {
  campaigns: {
    name: string;
    chatWindow: { customSMTPServer: unknown };
    routing: { customRules: object[] };
  }[];
  dynamicCampaign: unknown;
}

describe("comm100 export", () => {
  it("goes on where the site has no more what the vendor has withdrawn, but not where it misses anything else", async () => {
    const absent = (path: string) => emulator.fault({ method: "GET", path, fault: { status: 404 } });
    await absent("/dynamicCampaign");
    const { code, output } = await run(["--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).not.toHaveProperty("dynamicCampaign");
    await absent("/settings");
    const { code: otherCode, notes } = await run([]);
    expect(otherCode).toBe(1);
    expect(notes).toContain("/settings answered 404");
  });

  it("writes the same document twice, without ids, read-only fields and secrets, and with names", async () => {
    await emulator.forgetRequests();
    const first = await run([]);
    expect(first.code).toBe(0);
    const requests = await emulator.requests();
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(requests.filter((request) => request === "GET /campaigns")).toHaveLength(1);
    expect((await run([])).output).toBe(first.output);
    const document = parse(first.output) as Document;
    const [store] = document.campaigns;
    expect(store?.name).toBe("Store");
    expect(store?.routing.customRules[0]).toMatchObject({
      name: "Repairs",
      routeToId: { department: "Repairs" },
    });
    expect(document.dynamicCampaign).toMatchObject({ defaultCampaignId: { campaign: "Store" } });
    expect(store?.chatWindow.customSMTPServer).toMatchObject({
      password: { secret: expect.stringMatching(/^COMM100_/) },
    });
    expect(first.output).not.toMatch(/obviously-fake|isSystem|siteId|^\s*id:/m);
  });

  it("takes a site, a part of it, or one campaign, as YAML or JSON, to a file", async () => {
    folder.put(
      "comm100.config.yaml",
      `sites:\n  staging: { baseUrl: "${emulator.url}", emailEnv: STAGING_EMAIL, apiKeyEnv: STAGING_KEY }\n`,
    );
    const environment = { STAGING_EMAIL: "agent@example.com", STAGING_KEY: "emulator-api-key" };
    const part = await run(
      ["--site", "staging", "--only", "webhooks,bans", "--out", "part.json"],
      environment,
    );
    expect([part.code, part.output]).toEqual([0, ""]);
    const written = JSON.parse(folder.read("part.json")) as object;
    expect(Object.keys(written).sort()).toEqual(["bans", "webhooks"]);
    const one = await run(["--campaign", "Support", "--format", "json", "--quiet"]);
    expect((JSON.parse(one.output) as Document).campaigns.map(({ name }) => name)).toEqual(["Support"]);
    expect(one.notes).toBe("");
    rmSync(join(folder.folder, "comm100.config.yaml"));
  });

  it.each([
    [["--only", "webhoks"], {}, 'Did you mean "webhooks"?'],
    [["--campaign", "Salse"], {}, 'The site has no campaign "Salse".'],
    [["--format", "xml"], {}, "--format must be yaml, json or typescript."],
    [["--site", "staging"], {}, "There is no comm100.config.yaml in"],
    [
      [],
      { COMM100_BASE_URL: "" },
      "Set it with a site of comm100.config.yaml and --site, or in the environment variable COMM100_BASE_URL.",
    ],
    [[], { COMM100_API_KEY: "obviously-fake-key" }, "answered 401"],
  ])("explains %j with %j in one line", async (args, environment, message) => {
    const { code, notes } = await run(args, { ...emulator.environment, ...environment });
    expect(code).toBe(1);
    expect(notes).toContain(message);
    expect(notes).not.toMatch(/^\s+at /m);
    expect(notes).not.toContain("obviously-fake-key");
  });

  it("writes a Pulumi program into a folder, and over nothing unless it is told to", async () => {
    const nowhere = await run(["--format", "typescript"]);
    expect([nowhere.code, nowhere.notes]).toEqual([
      1,
      "comm100: A program is several files. Say --out with a folder for it.\n",
    ]);
    const write = ["--format", "typescript", "--out", "Live Chat"];
    const { code, output, notes } = await run(write);
    expect(code).toBe(0);
    const files = output.trimEnd().split("\n");
    expect(files).toEqual([
      ".gitignore",
      "Pulumi.yaml",
      "package.json",
      "tsconfig.json",
      "lookups.ts",
      "site.ts",
      "campaigns/store.ts",
      "campaigns/support.ts",
      "campaigns/wholesale.ts",
      "index.ts",
    ]);
    expect(notes).toContain("pulumi config set --secret mobilePushAndroidGcmApikey\n");
    expect(folder.read("Live Chat/Pulumi.yaml")).toContain("name: live-chat\n");
    expect(files.map((file) => folder.read(`Live Chat/${file}`)).join()).not.toContain("obviously-fake");
    // What git leaves out in the folder is somebody's own.
    const others = files.filter((file) => file !== ".gitignore");
    const again = await run(write);
    expect([again.code, again.notes]).toEqual([
      1,
      expect.stringContaining(`Live Chat has ${others.join(", ")} already. Say --force to write over them`),
    ]);
    const forced = await run([...write, "--force", "--json"]);
    expect(JSON.parse(forced.output)).toMatchObject({ folder: "Live Chat", files: others });
  });

  it("reports what can't be named, and exports the rest", async () => {
    const other = await startTestEmulator();
    for (const name of ["Twin", "Twin", "Single"]) await other.call("POST", "/campaigns", { name });
    const { code, output, notes } = await run(["--only", "campaigns"], other.environment);
    await other.close();
    expect(code).toBe(1);
    expect(notes).toContain("campaigns: 2 have the same name");
    expect((parse(output) as Document).campaigns.map(({ name }) => name)).toEqual(["Single"]);
  });
});
