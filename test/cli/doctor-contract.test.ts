import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type AlteredSite, openAlteredSite, sentinel, Whole } from "../support/altered-site";
import {
  type CommandFolder,
  type CommandResult,
  commandFolder,
  configurationOf,
  siteVariables,
} from "../support/command";
import { startTestEmulator } from "../support/emulator";
import { json } from "../support/hostile-server";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

let folder: CommandFolder;
beforeAll(() => {
  folder = commandFolder({ ...siteVariables, COMM100_MAX_RETRIES: "0" });
});
afterAll(() => folder.dispose());

function check(url: string, ...args: string[]) {
  folder.put("comm100.config.yaml", configurationOf({ [`${sentinel}-shop`]: { url } }));
  return folder.run(["doctor", "--contract", "--site", `${sentinel}-shop`, ...args]);
}

type Body = Record<string, unknown>;

/** Every way in which answers can differ, each at an endpoint of its own. */
function alterEverything({ alter }: AlteredSite): void {
  alter({
    "/webhooks": (list: Body[]) =>
      list.map((one) => ({
        ...one,
        signature: `${sentinel} signed`,
        "ann@example.com": true,
        [sentinel]: 1,
        [`${sentinel} Ann`]: 2,
      })),
    "/campaigns": (list: Body[]) => list.map(({ name: _, ...others }) => others),
    "/campaigns/*/chatButton": (one: Body) => ({ ...one, type: `${sentinel}Shape` }),
    "/campaigns/*/preChat": (one: Body) => ({ ...one, isEnable: sentinel }),
    "/bans": (list: Body[]) => ({ items: list, owner: sentinel, [sentinel]: {} }),
    "/settings": (one: Body) => [one],
    "/customVariables": () => new Whole(json({ code: 403001, message: `${sentinel} may not.` }, 403)),
    "/secureForms": () => new Whole(json({ [sentinel]: { [sentinel]: sentinel }, status: sentinel }, 500)),
    "/customerSegments": (list: Body[]) =>
      list.map(({ isEnabled, ...one }) => ({ ...one, isEnable: isEnabled })),
  });
}

/** No text or id that was answered, and nothing that looks like an address. */
function expectNothingOf({ answered }: AlteredSite, { output, notes }: CommandResult): void {
  const said = `${output}${notes}`;
  expect(answered.size).toBeGreaterThan(100);
  for (const text of answered) expect(said).not.toContain(text);
  expect(said.toLowerCase()).not.toContain(sentinel.toLowerCase());
  expect(said).not.toMatch(/@|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}/i);
}

describe("comm100 doctor --contract", () => {
  it("finds no difference in the emulator's own answers, and says how many calls it made", async () => {
    const emulator = await startTestEmulator();
    onTestFinished(() => emulator.close());
    await emulator.load("demo");
    const { code, output, notes } = await check(emulator.url);
    const requests = await emulator.requests();
    expect(output.split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(`^pulumi-comm100 ${version}: 0 differences, \\d+ notes\\.$`),
      `${requests.length} calls, GET only. Asked for by id: of each list 3 objects at most, of a list below an object 1.`,
    ]);
    expect(code).toBe(0);
    expect(notes.trimEnd().split("\n").at(-1)).toBe(`${requests.length} calls.`);
    // The service allows 300 in five minutes.
    expect(requests.length).toBeLessThan(200);
    expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
  });

  it("says what differs at which endpoint and nothing of the site, by GET alone, and ends with 2", async () => {
    const site = await openAlteredSite();
    alterEverything(site);
    const result = await check(site.service.url);
    expectNothingOf(site, result);
    const methods = new Set(site.service.requests().map((request) => request.split(" ")[0]));
    expect([...methods]).toEqual(["GET"]);
    const { code, output } = result;
    expect(code).toBe(2);
    const blocks = output.split("\n\n").map((block) => block.trim().split("\n"));
    const at = (endpoint: string) =>
      blocks.find(([first = ""]) => first.startsWith(`GET /livechat/${endpoint}  `))?.slice(1);
    expect(at("webhooks")).toEqual([
      "  differs  unknown field <key: e-mail address>: boolean; 2 times",
      "  differs  unknown field <key: text>: number; 4 times",
      "  differs  unknown field signature: string of 13 characters; 2 times",
    ]);
    expect(at("campaigns")?.[0]).toBe("  differs  required field missing: name; 3 times");
    expect(at("campaigns/{campaignId}/chatButton")?.[0]).toBe(
      "  differs  unseen value type: string of 11 characters; 3 times",
    );
    expect(at("campaigns/{campaignId}/preChat")?.[0]).toBe(
      "  differs  other type isEnable: string of 6 characters, documented boolean; 3 times",
    );
    expect(at("bans")?.[0]).toBe("  differs  envelope: {items: array, owner: string, <key: text>: {}}; once");
    expect(at("settings")?.[0]).toBe("  differs  envelope: an array in place of what is documented; once");
    expect(at("customVariables")).toEqual([
      "  note     error: 403, may not be read, or the daily limit is used up: {code: number, message: string}; once",
    ]);
    expect(at("secureForms")).toEqual([
      "  differs  error: 500, an error: {<key: text>: {<key: text>: string}, status: string}; once",
    ]);
    expect(at("customerSegments")).toEqual(["  note     other name isEnable, taken for isEnabled; 2 times"]);
    expect(output).toContain("\nNot looked at, no object to ask for:\n  GET /livechat/customVariables/{id}");
  });

  it("is data with --json, and nothing of the site is in it", async () => {
    const site = await openAlteredSite();
    alterEverything(site);
    const result = await check(site.service.url, "--json");
    expectNothingOf(site, result);
    const report = JSON.parse(result.output) as { endpoints: { endpoint: string }[] };
    expect(report).toMatchObject({ version, calls: site.service.requests().length });
    expect(report.endpoints.find(({ endpoint }) => endpoint === "GET /livechat/webhooks")).toEqual({
      endpoint: "GET /livechat/webhooks",
      answers: 1,
      objects: 2,
      findings: expect.arrayContaining([
        {
          level: "difference",
          kind: "unknown field",
          path: "<key: e-mail address>",
          found: { type: "boolean" },
          count: 2,
        },
      ]),
    });
  });

  it("reads only the parts of --only", async () => {
    const site = await openAlteredSite();
    const { code, output } = await check(site.service.url, "--json", "--only", "webhooks");
    expect([code, site.service.requests()]).toEqual([
      0,
      ["GET /webhooks", "GET /webhooks/{id}", "GET /webhooks/{id}"],
    ]);
    expect(JSON.parse(output)).toMatchObject({ differences: 0, calls: 3, unread: [] });
  });

  it("ends with 1 where it can't be done, or not wholly", async () => {
    const site = await openAlteredSite();
    const run = async (...args: string[]) => {
      const { code, notes, output } = await check(site.service.url, ...args);
      return [code, output === "" ? notes : output];
    };
    site.alter({ "/webhooks": () => new Whole((socket) => void socket.destroy()) });
    expect(await run("--only", "bans,webhooks")).toEqual([
      1,
      expect.stringContaining("\nNot looked at, no answer: cut:\n  GET /livechat/webhooks\n"),
    ]);
    const refused = () => new Whole(json({ code: 403001, message: "No." }, 403));
    site.alter({ "/webhooks": refused });
    expect(await run("--only", "webhooks")).toEqual([
      1,
      expect.stringContaining("No endpoint could be read, so there is nothing to compare."),
    ]);
    site.alter({ "/webhooks": () => new Whole(json({ code: 401001, message: "Who?" }, 401)) });
    expect(await run("--only", "webhooks")).toEqual([1, expect.stringContaining("answered 401")]);
    expect(await run("--only", "webhook")).toEqual([1, expect.stringContaining("webhooks")]);
  });
});
