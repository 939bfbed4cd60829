import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandScript } from "../support/command";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "comm100-arguments-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[]): Promise<{ code: number; output: string; notes: string }> {
  return new Promise((done) => {
    const env = {
      PATH: process.env.PATH ?? "",
      COMM100_BASE_URL: "http://127.0.0.1:9",
      COMM100_EMAIL: "a@example.com",
    };
    execFile(process.execPath, [commandScript, ...args], { cwd: folder, env }, (error, output, notes) =>
      done({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output, notes }),
    );
  });
}

const site = `sites: {a: {baseUrl: "http://127.0.0.1:9", emailEnv: E, apiKeyEnv: K}}`;

it.each([
  [
    "a site that every object has",
    site,
    ["export", "--site", "constructor"],
    /no site "constructor", only a/,
  ],
  [
    "a polluting site",
    `sites: {"__proto__": {baseUrl: "x"}}`,
    ["export", "--site", "__proto__"],
    /no site|is no configuration/,
  ],
  [
    "sites twice",
    `${site}\n${site}`,
    ["export", "--site", "a"],
    /:\d+:1: two keys `sites`: lines \d+ and \d+/,
  ],
  [
    "a credential in the file",
    `sites: {a: {apiKey: "obviously-fake"}}`,
    ["export", "--site", "a"],
    /is no configuration of sites: .*apiKey/,
  ],
  [
    "aliases without end",
    `a: &a [x]\nsites: {b: *a, c: *nothing}`,
    ["export", "--site", "a"],
    /can't be read|is no configuration/,
  ],
  [
    "a format that isn't there",
    site,
    ["drift", "--document", "x.yaml", "--format", "toString"],
    /--format must be text, json/,
  ],
  ["a name with a line break", site, ["export", "--site", "a\r\nb"], /no site/],
  ["a part that every object has", site, ["export", "--only", "__proto__,constructor"], /__proto__|apiKey/],
  ["an option that isn't there", site, ["validate", "x.yaml", "--__proto__", "1"], /unknown option/],
  ["a port that is none", site, ["emulator", "--port", "8080;id"], /--port must be a whole number/],
])("%s ends a command with one line and code 1", async (_, configuration, args, message) => {
  writeFileSync(join(folder, "comm100.config.yaml"), configuration);
  const { code, output, notes } = await run(args);
  expect([code, output]).toEqual([1, ""]);
  expect(notes).toMatch(message);
  expect(notes).not.toMatch(/\n {4}at |obviously-fake/);
  expect(readdirSync(folder)).toEqual(["comm100.config.yaml"]);
});
