import { describe, expect, it, onTestFinished } from "vitest";
import { type CommandFolder, commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator } from "../support/emulator";

const before = `
customerSegments:
  - name: Hesitating
    conditions:
      - { field: CurrentPageURL, operator: contains, value: /cart }
      - { field: City, operator: is, value: Bern }
webhooks:
  - { event: chatEnds, targetUrl: https://hooks.example.com/a }
campaigns:
  - name: Sales
    preChat:
      fields:
        - { field: { name: "Order №", type: textBox } }
        - { field: { name: Topic, type: radioBox, options: [{ value: Order }, { value: Repair }] }, isRequired: true }
        - { field: { name: Message, type: textArea } }
    invitation:
      autoInvitations: [{ name: Welcome, text: Hi }, { name: Help, text: "Help?" }]
    routing:
      type: customRule
      customRules: [{ name: Rest }, { name: VIP }]
`;

const after = `
customerSegments:
  - name: Hesitating
    conditions:
      - { field: City, operator: is, value: Bern }
      - { field: CurrentPageURL, operator: contains, value: /basket }
      - { field: Language, operator: is, value: English }
webhooks:
  - { event: chatEnds, targetUrl: "https://user:obviously-fake@hooks.example.com/b?site=eu&token=obviously-fake" }
campaigns:
  - name: Sales
    preChat:
      fields:
        - { field: { name: "Order №", type: textBox } }
        - { field: { name: Company size, type: textBox }, isVisible: true }
        - { field: { name: Topic, type: radioBox, options: [{ value: Order }, { value: Returns }, { value: Repair }] }, isRequired: false }
        - { field: { name: Message, type: textArea } }
    invitation:
      autoInvitations: [{ name: Welcome, text: Hi }]
    routing:
      type: customRule
      customRules: [{ name: VIP }, { name: Rest }]
`;

const forward = [
  'fields: + "Company size" after "Order №"; ~ "Topic" (isRequired, field.options: + "Returns" after "Order")',
  'autoInvitations: - "Help"',
  'customRules: "VIP" moved before "Rest"',
];

const back = [
  'fields: ~ "Topic" (isRequired, field.options: - "Returns"); - "Company size"',
  'autoInvitations: + "Help" after "Welcome"',
  'customRules: "Rest" moved before "VIP"',
];

function openFolder(environment: Readonly<Record<string, string>> = {}): CommandFolder {
  const folder = commandFolder(environment);
  onTestFinished(() => folder.dispose());
  folder.put("before.yaml", before);
  folder.put("after.yaml", after);
  return folder;
}

/** The lines of a report without their places in files. */
const linesIn = (output: string) =>
  output.split("\n").map((line) => line.replace(/ {2}\S+\.yaml:\d+:\d+$/, "").trim());

describe("lists of objects in a report", () => {
  it("are told by names, with fewest moves and what is in a new entry, in the direction of the change", async () => {
    const folder = openFolder();
    const [there, andBack] = await Promise.all([
      folder.run(["diff", "before.yaml", "after.yaml"]),
      folder.run(["diff", "after.yaml", "before.yaml"]),
    ]);
    expect([there.code, there.notes]).toEqual([2, ""]);
    expect(linesIn(there.output)).toEqual(
      expect.arrayContaining([
        ...forward,
        'conditions: "City is Bern" moved before "CurrentPageURL contains /cart"; ~ "CurrentPageURL contains /cart" (value); + "Language is English" after "CurrentPageURL contains /cart"',
      ]),
    );
    expect(linesIn(andBack.output)).toEqual(expect.arrayContaining(back));
    expect(there.output).toMatch(
      /fields\[Topic\]\.isRequired {2}before\.yaml:14:101\n +before\.yaml +true\n +after\.yaml +false\n/,
    );
    expect(there.output).toContain('{"field":{"name":"Company size","type":"textBox"},"isVisible":true}');
    // Nothing is said of what only has another place in the list, and of an option that has no more than its text.
    expect(there.output).not.toMatch(/Message|\[Returns\]|\(order\)|"order"/);
  });

  it("are in the other formats, too, and in JSON beside what was there before", async () => {
    const folder = openFolder();
    const run = (format: string) =>
      folder.run(["diff", "before.yaml", "after.yaml", "--format", format]).then(({ output }) => output);
    const [json = "", markdown, junit, sarif] = await Promise.all(
      ["json", "markdown", "junit", "sarif"].map(run),
    );
    expect(markdown).toContain('| `customRules` `before.yaml:20:7` |  | `"VIP" moved before "Rest"` |');
    expect(junit).toContain("customRules: &quot;VIP&quot; moved before &quot;Rest&quot;");
    expect(sarif).toContain('customRules: \\"VIP\\" moved before \\"Rest\\"');
    const { differences } = JSON.parse(json) as {
      differences: { object: string; properties: object[]; lists?: object[] }[];
    };
    const of = (name: string) => differences.find(({ object }) => object === `campaigns[Sales].${name}`);
    expect(of("routing")).toMatchObject({
      properties: [{ property: "customRules (order)", left: ["Rest", "VIP"], right: ["VIP", "Rest"] }],
      lists: [{ property: "customRules", changes: [{ entry: "VIP", change: "moved", before: "Rest" }] }],
    });
    expect(of("preChat")?.lists).toMatchObject([
      {
        property: "fields",
        changes: [
          { entry: "Company size", change: "added", after: "Order №", value: { isVisible: true } },
          {
            entry: "Topic",
            change: "changed",
            properties: [{ property: "isRequired", left: true, right: false }],
            lists: [{ property: "field.options", changes: [{ entry: "Returns", change: "added" }] }],
          },
        ],
      },
    ]);
  });

  it("a new object is told without what is empty or default, its address whole but for what opens it", async () => {
    const folder = openFolder();
    folder.put("less.yaml", "webhooks: []\n");
    folder.put(
      "more.yaml",
      `webhooks: [{ event: chatEnds, targetUrl: "https://user:obviously-fake@hooks.example.com/services/T0/aB3dE5fG7hI9jK1lM3?site=eu&token=obviously-fake" }]
campaigns: [{ name: Shop, language: English, description: "" }]\n`,
    );
    folder.put(
      "button.yaml",
      "campaigns: [{ name: Shop, language: French, chatButton: { type: adaptive } }]\n",
    );
    const { output: compact } = await folder.run(["diff", "less.yaml", "button.yaml"]);
    expect(compact).toContain('language: "French"');
    for (const format of ["text", "json", "markdown", "junit", "sarif"]) {
      const { output } = await folder.run(["diff", "less.yaml", "more.yaml", "--format", format]);
      const address = "https://[secret]@hooks.example.com/services/T0/[secret]?site=eu&token=[secret]";
      expect(output.replace(/&amp;/g, "&").replace(/\\+(?=[[\]])/g, "")).toContain(address);
      expect(output).not.toMatch(/obviously-fake|aB3dE5/);
      expect(output).toContain("Shop");
      expect(output).not.toMatch(/English|description/);
    }
  });

  it("are told by promote and by drift of a document in the direction in which the site changes", async () => {
    const emulator = await startTestEmulator();
    onTestFinished(() => emulator.close());
    const folder = openFolder({ ...siteVariables, ...emulator.environment });
    folder.put("comm100.config.yaml", configurationOf({ site: emulator }));
    const promote = (from: string, ...more: string[]) =>
      folder.run(["promote", "--from", from, "--to", "site", "--apply", ...more]);
    const made = await promote("before.yaml", "--yes");
    expect([made.code, made.notes]).toEqual([0, expect.any(String)]);
    const [planned, drifted] = await Promise.all([
      promote("after.yaml"),
      folder.run(["drift", "--document", "after.yaml", "--site", "site"]),
    ]);
    expect(linesIn(planned.output)).toEqual(expect.arrayContaining(forward));
    expect(planned.output).toContain(
      'targetUrl: "https://[secret]@hooks.example.com/b?site=eu&token=[secret]"',
    );
    expect(linesIn(drifted.output)).toEqual(expect.arrayContaining(back));
    expect(planned.output + drifted.output).not.toContain("obviously-fake");
  });
});
