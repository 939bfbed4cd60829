import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type CommandFolder, commandFolder, configurationOf, siteVariables } from "../support/command";
import { startTestEmulator, type TestEmulator } from "../support/emulator";

interface Named {
  id: string;
  name: string;
}

/** What a campaign is found by, and what it has. */
const sales = {
  description: "Questions before an order",
  chatButton: { type: "textLink", textLinkButtonText: "Ask us" },
};

const yaml = (site: object) => JSON.stringify(site);

describe("a name that moves", () => {
  let folder: CommandFolder;
  let emulator: TestEmulator;

  beforeAll(() => {
    folder = commandFolder(siteVariables);
  });
  afterAll(() => folder.dispose());

  beforeEach(async () => {
    emulator = await startTestEmulator();
    folder.put("comm100.config.yaml", configurationOf({ shop: emulator }));
    return () => emulator.close();
  });

  const run = (...args: string[]) => folder.run(args);
  const campaigns = () => emulator.call<Named[]>("GET", "/campaigns");

  /** Puts a document onto the site, and says what that took. */
  async function put(site: object): Promise<void> {
    folder.put("site.yaml", yaml(site));
    const { code, notes, output } = await promote("--apply");
    expect([code, notes, output]).toEqual([0, expect.anything(), expect.anything()]);
  }

  const promote = (...more: string[]) =>
    run("promote", "--from", "site.yaml", "--to", "shop", "--yes", ...more);

  it("is promoted as an update of the same object, with what is in it, and is harmless when it is left in place", async () => {
    await put({
      campaigns: [{ name: "Sales", ...sales }],
      secureForms: [{ name: "Payment" }],
      customVariables: [{ name: "Tier", type: "text" }],
      dynamicCampaign: { defaultCampaignId: { campaign: "Sales" } },
    });
    const [before] = await campaigns();
    const [variable] = await emulator.call<Named[]>("GET", "/customVariables");
    const renamed = {
      campaigns: [
        {
          name: "Sales EU",
          renamedFrom: "Sales",
          ...sales,
          chatButton: { ...sales.chatButton, textLinkButtonText: "Ask" },
        },
      ],
      secureForms: [{ name: "Card", renamedFrom: "Payment" }],
      customVariables: [{ name: "Level", renamedFrom: "Tier", type: "text" }],
      dynamicCampaign: { defaultCampaignId: { campaign: "Sales EU" } },
    };
    folder.put("site.yaml", yaml(renamed));

    const diff = await run("diff", "site.yaml", "shop");
    expect(diff.output).toMatch(
      /^campaigns\[Sales EU\] \(Campaign\).*\n {2}name {2}site\.yaml:1:16\n.*"Sales EU"\n.*"Sales"$/m,
    );
    expect(diff.output).not.toContain("defaultCampaignId");
    const drift = await run("drift", "--document", "site.yaml", "--site", "shop", "--json");
    expect(JSON.parse(drift.output)).toMatchObject({
      differences: [
        { object: "campaigns[Sales EU]", change: "changed", properties: [{ property: "name" }] },
        { object: "campaigns[Sales EU].chatButton", change: "changed" },
        { object: "customVariables[Level]", change: "changed", properties: [{ property: "name" }] },
        { object: "secureForms[Card]", change: "changed", properties: [{ property: "name" }] },
      ],
    });
    const back = await run("diff", "shop", "site.yaml");
    expect(back.output).toContain("campaigns[Sales] (Campaign)");
    expect(back.output).toContain("4 objects differ");

    await emulator.forgetRequests();
    const promoted = await promote("--apply", "--prune");
    expect([promoted.code, promoted.output]).toEqual([
      0,
      expect.stringContaining("0 to create, 4 to update, 0 to delete"),
    ]);
    const requests = await emulator.requests();
    expect(requests.filter((request) => /^(POST|DELETE)/.test(request))).toEqual([]);
    expect(await campaigns()).toMatchObject([{ id: before?.id, name: "Sales EU" }]);
    expect(await emulator.call("GET", "/customVariables")).toMatchObject([
      { id: variable?.id, name: "Level" },
    ]);
    expect(await emulator.call("GET", `/campaigns/${before?.id}/chatButton`)).toMatchObject({
      textLinkButtonText: "Ask",
    });

    for (const command of [
      ["promote", "--from", "site.yaml", "--to", "shop", "--prune"],
      ["diff", "site.yaml", "shop"],
      ["drift", "--document", "site.yaml", "--site", "shop"],
    ]) {
      const { code, output } = await run(...command);
      expect([command[0], code]).toEqual([command[0], 0]);
      expect(output).toContain(
        'site.yaml:1:34: renamedFrom: "Sales" can go when every site of the document has "Sales EU"; shop has it, and no "Sales".',
      );
      expect(output).not.toContain("name\n");
    }
  });

  it("is written into the document of the target, once, with the line that the next pulumi up needs", async () => {
    await put({ campaigns: [{ name: "Sales", ...sales }] });
    folder.put("site.yaml", yaml({ campaigns: [{ name: "Sales EU", renamedFrom: "Sales", ...sales }] }));
    expect((await promote("--document", "shop.yaml")).code).toBe(0);
    const written = parse(folder.read("shop.yaml")) as { campaigns: object[] };
    expect(written.campaigns).toHaveLength(1);
    expect(written.campaigns[0]).toMatchObject({ name: "Sales EU", renamedFrom: "Sales" });
    expect((await run("validate", "shop.yaml")).code).toBe(0);
  });

  it("is noticed where nothing else differs, with the line to add, and the loss of a deleted campaign is told", async () => {
    const before = {
      campaigns: [
        { name: "Sales", ...sales },
        { name: "Help", description: "After it" },
      ],
    };
    await put({ ...before, customVariables: [{ name: "Tier", type: "text", value: "shop.tier" }] });
    folder.put(
      "site.yaml",
      `customVariables:
  - { name: Level, type: text, value: shop.tier }
campaigns:
  - name: Help
    description: After it
  - name: Sales EU
    description: ${sales.description}
    chatButton: { type: textLink, textLinkButtonText: Ask us }
`,
    );
    const hints = [
      'customVariables[Level] (only site.yaml) and customVariables[Tier] (only shop) differ in nothing but the name. If it was renamed, add renamedFrom: "Tier" at site.yaml:2:5',
      'campaigns[Sales EU] (only site.yaml) and campaigns[Sales] (only shop) differ in nothing but the name. If it was renamed, add renamedFrom: "Sales" at site.yaml:6:5',
    ];
    const loss = "its installation code stops working on every page that has it.";
    const diff = await run("diff", "site.yaml", "shop");
    const plan = await run("promote", "--from", "site.yaml", "--to", "shop");
    const pruning = await run("promote", "--from", "site.yaml", "--to", "shop", "--prune");
    for (const { output } of [diff, plan, pruning]) for (const hint of hints) expect(output).toContain(hint);
    expect(diff.output).toContain(`campaigns[Sales]: where it is deleted, ${loss}`);
    expect(pruning.output).toContain(`campaigns[Sales] will be deleted: ${loss}`);
    expect(plan.output).not.toContain("will be deleted");
    const drift = await run("drift", "--document", "site.yaml", "--site", "shop");
    for (const hint of hints) expect(drift.output).toContain(hint);
    const other = await run("diff", "shop", "site.yaml", "--json");
    expect((JSON.parse(other.output) as { notes: string[] }).notes.join("\n")).toContain(
      'add renamedFrom: "Sales" at site.yaml:6:5',
    );

    // What differs in more is another object.
    folder.put("site.yaml", folder.read("site.yaml").replace("Ask us", "Ask").replace("shop.tier", "tier"));
    for (const command of [
      ["diff", "site.yaml", "shop"],
      ["drift", "--document", "site.yaml", "--site", "shop"],
    ])
      expect((await run(...command)).output).not.toContain("renamedFrom");
  });

  it("that a site has beside the old one is told, and nothing is deleted for it", async () => {
    await put({
      campaigns: [
        { name: "Sales", ...sales },
        { name: "Sales EU", ...sales },
      ],
    });
    folder.put("site.yaml", yaml({ campaigns: [{ name: "Sales EU", renamedFrom: "Sales", ...sales }] }));
    const both = 'renamedFrom: "Sales" renames nothing, as shop has both "Sales EU" and "Sales".';
    expect((await run("diff", "site.yaml", "shop")).output).toContain(both);
    expect((await run("drift", "--document", "site.yaml", "--site", "shop")).output).toContain(both);
    expect((await promote("--apply")).output).toContain(both);
    const pruning = await promote("--apply", "--prune");
    expect([pruning.code, pruning.notes]).toEqual([
      1,
      expect.stringContaining('the target has both "Sales EU" and "Sales", which --prune would delete'),
    ]);
    expect(await campaigns()).toMatchObject([{ name: "Sales" }, { name: "Sales EU" }]);
  });

  it("that several objects of a site have is ambiguous", async () => {
    for (const name of ["Sales", "Sales"]) await emulator.call("POST", "/campaigns", { name });
    folder.put("site.yaml", yaml({ campaigns: [{ name: "Sales EU", renamedFrom: "Sales", ...sales }] }));
    const { code, notes } = await promote("--apply");
    expect([code, notes]).toEqual([1, expect.stringContaining("which nothing tells apart")]);
    expect(await campaigns()).toHaveLength(2);
  });

  it.each([
    [
      "an old name that is in use again",
      [{ name: "Sales EU", renamedFrom: "Sales" }, { name: "Sales" }],
      '1:34: error: campaigns[0].renamedFrom: "Sales" is in use again, by campaigns[1].',
    ],
    [
      "a swap",
      [
        { name: "Sales", renamedFrom: "Help" },
        { name: "Help", renamedFrom: "Sales" },
      ],
      'campaigns[0].renamedFrom: names that go round can\'t be given at once, as campaigns[1] is called "Help" now. Rename in two steps',
    ],
    [
      "a circle",
      [
        { name: "A", renamedFrom: "B" },
        { name: "B", renamedFrom: "C" },
        { name: "C", renamedFrom: "A" },
      ],
      "campaigns[2].renamedFrom: names that go round",
    ],
    [
      "two that were one",
      [
        { name: "Sales EU", renamedFrom: "Sales" },
        { name: "Sales US", renamedFrom: "Sales" },
      ],
      'campaigns[1].renamedFrom: "Sales" is what campaigns[0] was called, too',
    ],
    [
      "its own name",
      [{ name: "Sales", renamedFrom: "Sales" }],
      "is the name that the object has. Remove the line.",
    ],
    ["no text", [{ name: "Sales", renamedFrom: ["Help"] }], "must be the name that the object had before"],
    ["an empty text", [{ name: "Sales", renamedFrom: "" }], "must be the name that the object had before"],
  ])("is refused before any call: %s", async (_what, list, message) => {
    folder.put("site.yaml", yaml({ campaigns: list }));
    const { code, output } = await run("validate", "site.yaml");
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    const promoted = await promote("--apply");
    expect([promoted.code, promoted.notes]).toEqual([
      1,
      expect.stringContaining(message.replace(/^.*error: /, "")),
    ]);
    expect(await emulator.requests()).toEqual([]);
  });

  it("is refused for what has no name, and may hold a value of the overlay", async () => {
    folder.put("site.yaml", yaml({ bans: [{ type: "ip", ip: "192.0.2.1", renamedFrom: "192.0.2.2" }] }));
    expect((await run("validate", "site.yaml")).output).toContain(
      "bans[0].renamedFrom: is not a property here.",
    );
    const brand = "$" + "{brand}";
    folder.put(
      "site.yaml",
      yaml({ campaigns: [{ name: `${brand} EU`, renamedFrom: brand }, { name: "Shop" }] }),
    );
    folder.put("overlay.yaml", "values: { brand: Shop }");
    const { output } = await run("validate", "site.yaml", "--overlay", "overlay.yaml");
    expect(output).toContain('"Shop" is in use again, by campaigns[1]');
  });

  it("is what a reference has to say; a name that isn't declared isn't looked for on the site", async () => {
    const refer = (campaign: string) => ({
      campaigns: [{ name: "Sales EU", renamedFrom: "Sales" }],
      dynamicCampaign: { defaultCampaignId: { campaign } },
    });
    await emulator.call("POST", "/campaigns", { name: "Others'" });
    const [other] = await campaigns();
    folder.put("site.yaml", yaml(refer("Sales")));
    const old = await run("validate", "site.yaml");
    expect([old.code, old.output]).toEqual([
      1,
      expect.stringContaining('Campaign "Sales" is called "Sales EU" here. Write { campaign: "Sales EU" }.'),
    ]);
    folder.put("site.yaml", yaml(refer("Others'")));
    const unknown = await promote("--apply");
    expect([unknown.code, unknown.notes]).toEqual([
      1,
      expect.stringContaining(
        `No Campaign "Others'" is declared here. There are: "Sales EU". What campaigns doesn't list is referred to by its id.`,
      ),
    ]);
    folder.put("site.yaml", yaml({ ...refer(""), dynamicCampaign: { defaultCampaignId: other?.id } }));
    expect((await promote("--apply")).code).toBe(0);
    expect(await emulator.call("GET", "/dynamicCampaign")).toMatchObject({ defaultCampaignId: other?.id });
    folder.put("site.yaml", yaml({ dynamicCampaign: { defaultCampaignId: { campaign: "Sales EU" } } }));
    expect((await promote("--apply")).code).toBe(0);
  });
});
