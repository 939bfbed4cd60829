import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentText } from "../../provider/site-document/text";
import { visible } from "../../provider/text/visible";
import { type CommandFolder, commandFolder, siteVariables } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";
import { actedOn, hostileText } from "../support/hostile-text";

/** As the service takes a name: not empty, and no lone half of a character. */
const texts = fc
  .sample(hostileText, { numRuns: 60, seed: 17 })
  .filter((text) => text.trim() !== "" && text.isWellFormed());
const [siteName = "", otherName = "", fileName = "", ...names] = [
  "a\u001b]0;title\u0007\n::error::site",
  "b\u009b31m\r\n##[error]x | `b` [a](http://evil.example)",
  "document\u202e\n::error::.yaml",
  ...texts,
];

let emulators: TestEmulator[];
let folder: CommandFolder;

beforeAll(async () => {
  emulators = await Promise.all([startTestEmulator(), startTestEmulator()]);
  const [one, other] = emulators as [TestEmulator, TestEmulator];
  await one.call("POST", "/campaigns", { name: names[0], description: names[1] });
  for (const [index, name] of names.entries()) {
    const value = names[(index + 1) % names.length];
    await one.call("POST", "/customVariables", { name: `${index} ${name}`, type: "text", value });
    if (index % 2 === 0)
      await other.call("POST", "/customVariables", { name: `${index} ${name}`, type: "text", value: name });
  }
  folder = commandFolder(siteVariables);
  const sites = [siteName, otherName].map((name, index) => [
    name,
    { baseUrl: emulators[index]?.url, emailEnv: "SITE_EMAIL", apiKeyEnv: "SITE_KEY" },
  ]);
  folder.put("comm100.config.yaml", JSON.stringify({ sites: Object.fromEntries(sites) }));
  const variables = names.map((name, index) => ({ name: `${index} ${name}`, type: "text", value: name }));
  folder.put("site.yaml", documentText({ customVariables: variables }, "yaml"));
  const wrong = names.map((name) => ({ name, [name]: name, type: name }));
  const document = documentText({ customVariables: wrong }, "yaml");
  folder.put("wrong.yaml", document);
  if (process.platform !== "win32") folder.put(fileName, document);
});
afterAll(async () => {
  folder.dispose();
  await Promise.all(emulators.map((emulator) => emulator.close()));
});

const drift = ["drift", "--document", "site.yaml", "--site", siteName, "--unmanaged", "--accept"];

describe("nothing that somebody else wrote is acted on in what is printed by comm100", () => {
  const commands: [string[]][] = [
    [["sites"]],
    [["sites", "--json"]],
    [["doctor", "--site", siteName]],
    [["doctor", "--contract", "--site", siteName]],
    [["doctor", "--contract", "--site", siteName, "--json"]],
    [["export", "--site", siteName]],
    [["export", "--site", siteName, "--format", "json"]],
    [["export", "--site", siteName, "--format", "typescript", "--out", "program"]],
    [["export", "--site", siteName, "--campaign", otherName]],
    [["validate", "wrong.yaml"]],
    [["validate", "wrong.yaml", "--json"]],
    [["validate", process.platform === "win32" ? "wrong.yaml" : fileName]],
    [["diff", siteName, otherName]],
    [["diff", "wrong.yaml", otherName]],
    [drift],
    [[...drift, "--json"]],
    ...["markdown", "junit", "sarif"].map((format): [string[]] => [[...drift, "--format", format]]),
    [["promote", "--from", siteName, "--to", otherName]],
    [["drift", "--document", siteName]],
    [["export", "--site", otherName.slice(1)]],
    [[`\u001b[31m\n::error::x`]],
    [["drift", "--format", "\u001b[31m\n::error::x"]],
  ];

  it.each(commands.map(([args]) => [visible(args.join(" ")), args] as const))("%s", async (_title, args) => {
    const { output, notes } = await folder.run(args);
    expect([actedOn(output), actedOn(notes)]).toEqual([[], []]);
    expect(`${output}${notes}`).not.toBe("");
  });

  it("promote --apply, whose backup is in its folder", async () => {
    const { output, notes, code } = await folder.run([
      ...["promote", "--from", siteName, "--to", otherName, "--apply", "--yes", "--only", "customVariables"],
    ]);
    expect([code, actedOn(output), actedOn(notes)]).toEqual([0, [], []]);
    const [, backup = ""] = /Saved .* as (\.comm100[/\\]backups[/\\][^/\\;]+\.yaml);/.exec(notes) ?? [];
    expect(folder.read(backup)).toContain("whole: true");
  });
});
