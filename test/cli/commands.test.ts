import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { exitCodesText } from "../../provider/cli/command";
import { commands } from "../../provider/cli/commands";
import { commandReference } from "../../provider/cli/reference/page";
import { definitions } from "../../provider/definitions";
import {
  type CommandFolder,
  commandFolder,
  configurationOf,
  siteVariables,
  terminalMissing,
} from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";

const esc = "\u001b";

let emulator: TestEmulator;
let folder: CommandFolder;

beforeAll(async () => {
  emulator = await startTestEmulator();
  await emulator.load("demo");
  folder = commandFolder(siteVariables);
  folder.put(
    "comm100.config.yaml",
    configurationOf({ shop: { url: emulator.url }, other: { url: emulator.url } }),
  );
});
afterAll(async () => {
  folder.dispose();
  await emulator.close();
});

describe("every command", () => {
  it("is in docs/commands.md as it is; if not, run: npm run docs", () => {
    const written = readFileSync(resolve(__dirname, "../../docs/commands.md"), "utf8");
    expect(written).toBe(commandReference(commands));
  });

  it("has help with its options, examples and exit codes", async () => {
    const helps = await Promise.all(commands.map(({ name }) => folder.run([name, "--help"])));
    for (const [index, { output, code, notes }] of helps.entries()) {
      const command = commands[index];
      if (!command) throw new Error("There is a help more than commands");
      expect([code, notes]).toEqual([0, ""]);
      for (const { flags } of command.options) expect(output).toContain(flags.split(" ")[0]);
      for (const flag of ["--json", "--quiet"]) expect(output).toContain(flag);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(output).toContain(`  ${example}\n`);
      expect(output).toContain(`Exit codes: ${exitCodesText(command)}.`);
    }
  });

  it("says before a long reading how many calls there will be, and at the end how many there were", async () => {
    await emulator.forgetRequests();
    const { notes, output } = await folder.run(["export", "--site", "shop"]);
    const made = (await emulator.requests()).length;
    const [announced = ""] = notes.split("\n");
    const site = Number(/^Reading shop: (\d+) calls,/.exec(announced)?.[1]);
    const perKind = [...announced.matchAll(/at most (\d+) more for each (\w+)/g)];
    const more = new Map(
      perKind.map(([, calls, kind = ""]) => [kind, Number(calls) * countIn(output, kind)]),
    );
    const most = [...more.values()].reduce((sum, calls) => sum + calls, site);
    const names = 2;
    expect(made).toBeGreaterThanOrEqual(site + (more.get("Campaign") ?? Number.NaN));
    expect(made).toBeLessThanOrEqual(most + names);
    expect(notes.trimEnd().split("\n").at(-1)).toBe(`${made} calls.`);
    // Lines without a bar, where nobody watches.
    expect(notes).toContain(`Reading shop: ${made} calls, done\n`);
    for (const control of ["\r", esc]) expect(notes).not.toContain(control);
  });

  it("says nothing on the way when it is quiet, also that it failed after some calls", async () => {
    const quiet = await folder.run(["export", "--site", "shop", "--only", "webhooks", "--quiet"]);
    expect([quiet.code, quiet.notes]).toEqual([0, ""]);
    await emulator.fault({ path: "/webhooks", times: 1, fault: { status: 500 } });
    const failed = await folder.run(["export", "--site", "shop", "--only", "webhooks"]);
    expect(failed.code).toBe(1);
    expect(failed.notes).toMatch(/1 call\.\ncomm100: GET .*webhooks answered 500.*\n$/);
  });

  it("writes a line for every call to the file that COMM100_CALL_LOG names, without queries", async () => {
    const args = ["export", "--site", "shop", "--only", "customVariables,settings"];
    const { code } = await folder.run(args, { COMM100_CALL_LOG: "calls.log" });
    expect(code).toBe(0);
    expect(folder.read("calls.log").trimEnd().split("\n").sort()).toEqual([
      "GET /api/v3/livechat/customVariables 200",
      "GET /api/v3/livechat/settings 200",
    ]);
    const refused = await folder.run(args, { COMM100_CALL_LOG: "." });
    expect([refused.code, refused.notes]).toEqual([
      1,
      expect.stringContaining("The file of COMM100_CALL_LOG can't be written"),
    ]);
  });

  it(
    "has a bar and colours on a terminal only, and no colours with NO_COLOR",
    needs(terminalMissing),
    async () => {
      const args = ["diff", "shop", "site.json"];
      folder.put("site.json", JSON.stringify({ settings: { isJoinmeEnabled: true }, campaigns: [] }));
      const [terminal, plain, piped] = await Promise.all([
        onTerminal(args, {}),
        onTerminal(args, { NO_COLOR: "1" }),
        folder.run(args),
      ]);
      expect(terminal).toContain(`${esc}[1m`);
      expect(terminal).toContain(`\r${esc}[KReading shop [##`);
      expect(plain.replaceAll(`${esc}[K`, "")).not.toContain(esc);
      expect(plain).toContain("settings (Settings)");
      expect(piped.output).not.toContain(esc);
      expect(piped.code).toBe(2);
    },
  );
});

describe("a newcomer's mistake", () => {
  const site = ["--site", "shop"];
  it.each([
    [["exprot"], "(Did you mean export?)"],
    [["export", "--sit", "shop"], "(Did you mean --site?)"],
    [["export", "--site", "shpo"], 'has no site "shpo", only shop, other. Did you mean "shop"?'],
    [["export", ...site, "--format", "ymal"], 'Did you mean "yaml"?'],
    [
      ["export", ...site, "--campaign", "store"],
      'There are: Store, Support, Wholesale. Did you mean "Store"?',
    ],
    [
      ["diff", "shop", "othr"],
      'othr is neither one of shop, other nor a file with a site document. Did you mean "other"?',
    ],
    [["validate", "right.ymal"], 'right.ymal isn\'t there. Did you mean "right.yaml"?'],
    [
      ["validate", "right.yaml", "--overlay", "ovrlay.yaml"],
      'ovrlay.yaml isn\'t there. Did you mean "overlay.yaml"?',
    ],
    [["drift", "--stack", "dev", "--cwd", "nowhere"], "--cwd has to name that of the Pulumi project."],
    [
      ["sites", "--config", "key.yaml"],
      'sites.a.emialEnv is not one of baseUrl, emailEnv, apiKeyEnv, overlay, document, stack, timeoutSeconds, maxConcurrency, maxRequestsPerMinute, maxRetries, lookUpSeconds, allowInsecure, dialect. Did you mean "emailEnv"?',
    ],
    [
      ["sites", "--config", "none.yaml"],
      "There is no none.yaml: it names the sites for --site, such as sites: {",
    ],
    [
      ["export", "--config", "unset.yaml"],
      "unset.yaml: sites.a.emailEnv: the environment variable NO_EMAIL isn't set. sites.a.apiKeyEnv: the environment variable NO_KEY isn't set.",
    ],
    [
      ["export", "--config", "address.yaml"],
      "address.yaml: sites.a.baseUrl must be an origin such as https://api1.comm100.io.",
    ],
    [["emulator", "--fixtures", "demos"], 'there is no file demos. Did you mean "demo"?'],
  ])("%j is answered in a line, with what is right", async (args, message) => {
    const configuration = (site: object) =>
      JSON.stringify({ sites: { a: { baseUrl: emulator.url, ...site } } });
    folder.put("right.yaml", "{}");
    folder.put("overlay.yaml", "{}");
    folder.put("key.yaml", configuration({ emialEnv: "SITE_EMAIL" }));
    folder.put("unset.yaml", configuration({ emailEnv: "NO_EMAIL", apiKeyEnv: "NO_KEY" }));
    folder.put(
      "address.yaml",
      configuration({ baseUrl: "api1.comm100.io", emailEnv: "SITE_EMAIL", apiKeyEnv: "SITE_KEY" }),
    );
    const { code, output, notes } = await folder.run([...args, "--quiet"]);
    expect([code, output]).toEqual([1, ""]);
    expect(notes).toContain(message);
    expect(notes).not.toMatch(/^\s+at /m);
  });
});

describe("comm100 sites", () => {
  it("lists the sites of the configuration file, as JSON for a matrix", async () => {
    const { code, output, notes } = await folder.run(["sites", "--json"]);
    expect([code, notes, output.trimEnd().split("\n").length]).toEqual([0, "", 1]);
    expect(JSON.parse(output)).toEqual(
      ["shop", "other"].map((name) => ({
        name,
        baseUrl: emulator.url,
        emailEnv: "SITE_EMAIL",
        apiKeyEnv: "SITE_KEY",
      })),
    );
    expect((await folder.run(["sites"])).output).toMatch(
      /^shop {3}http:\S+ {2}emailEnv: SITE_EMAIL, apiKeyEnv: SITE_KEY\nother /,
    );
  });
});

/** How many objects of a kind a document has that belong to the site itself. */
const countIn = (document: string, kind: string) => {
  const property = definitions.find(({ name }) => name === kind)?.siteProperty ?? "";
  return (parse(document) as Record<string, unknown[]>)[property]?.length ?? 0;
};

/** All that a person sees. */
function onTerminal(args: readonly string[], environment: Record<string, string>): Promise<string> {
  return new Promise((done) => {
    const child = folder.start(args, {
      isTerminal: true,
      environment: { TERM: "xterm-256color", ...environment },
    });
    let text = "";
    child.stdout?.on("data", (data: Buffer) => (text += data.toString()));
    child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
    child.once("close", () => done(text));
  });
}
