import { describe, expect, it } from "vitest";
import { pulumiMissing } from "../engine";
import { openCliStack } from "../support/cli-stack";
import { needs } from "../support/needs";
import { found, preview, succeeds } from "../support/previewing";

const deployed = `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  const old = new comm100.Campaign("old", { name: "Old" });
  new comm100.AutoInvitation("moving", { campaignId: old.id, name: "Welcome" });
  new comm100.ChatButton("button", { campaignId: old.id, type: "adaptive" });
  const shop = new comm100.Campaign("shop", { name: "Shop", description: "Ours" });
  new comm100.AutoInvitation("hello", { campaignId: shop.id, name: "Hello" });
  new comm100.PreChat("form", { campaignId: sales.id, isTeamNameDisplayed: false, teamName: "Sales", greetingMessage: "Hi",
    fields: [{ field: { name: "Order №", type: "textBox" } }, { field: { name: "Topic", type: "textBox" } }] });
  new comm100.Routing("routing", { campaignId: sales.id, type: "customRule", customRules: [{ name: "Rest" }, { name: "VIP" }] });
  new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-secret" });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: old.id });
  new comm100.Webhook("hook", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`;

/** @param old the id of the campaign that goes */
const changed = (old: string) => `
  const sales = new comm100.Campaign("sales", { name: "Sales" });
  new comm100.AutoInvitation("moving", { campaignId: sales.id, name: "Welcome" });
  const store = new comm100.Campaign("store", { name: "Store", description: "Ours" });
  new comm100.AutoInvitation("hello again", { campaignId: store.id, name: "Hello" });
  new comm100.PreChat("form", { campaignId: sales.id, isTeamNameDisplayed: false, teamName: "Sales",
    fields: [{ field: { name: "Order №", type: "textBox" } }, { field: { name: "Score", type: "NPS" }, isVisible: true }, { field: { name: "Topic", type: "textBox" }, isRequired: true }] });
  new comm100.Routing("routing", { campaignId: sales.id, type: "customRule", customRules: [{ name: "VIP" }, { name: "Rest" }] });
  new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-other" });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: "${old}" });
  new comm100.CustomVariable("cart", { name: "Cart", type: "integer", adopt: true });
  new comm100.Webhook("hook", { event: "chatEnds", targetUrl: "https://user:obviously-fake@hooks.example.com/b?site=eu&token=obviously-fake" });`;

describe("comm100 preview", { ...needs(pulumiMissing()), timeout: 300_000 }, () => {
  it("tells by names what an update changes, takes over, deletes and breaks, and writes nothing", async () => {
    const stack = await openCliStack();
    const { emulator, project, environment } = stack;
    project.write(deployed);
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const none = await preview(stack);
    expect([none.code, none.output]).toEqual([
      0,
      expect.stringMatching(
        /^Preview of stack test: no changes\nNote: 0 to create, 0 to update, 0 to delete; 11 unchanged\.\n$/,
      ),
    ]);

    await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
    const before = await stack.state();
    const old = before.deployment.resources?.find(({ urn }) => urn.endsWith("::old"))?.id ?? "";
    project.write(changed(old));
    environment.COMM100_MAX_REQUESTS_PER_MINUTE = "30";
    await emulator.forgetRequests();
    const all = await found(stack);
    expect([all.code, all.differs, await stack.state()]).toEqual([2, true, before]);
    expect((await emulator.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);
    const of = (object: string) => all.differences.find((one) => one.object === object);

    expect(of("PreChat form")).toMatchObject({
      change: "changed",
      lists: [
        {
          property: "fields",
          changes: [
            { entry: "Score", change: "added", after: "Order №", value: { isVisible: true } },
            { entry: "Topic", change: "changed" },
          ],
        },
      ],
    });
    const greeting = of("PreChat form")?.properties.find(({ property }) => property === "greetingMessage");
    expect(greeting).toMatchObject({ left: "Hi", says: "no longer managed: it stays as it is on the site" });
    expect(of("Webhook hook")?.properties).toEqual([
      {
        property: "targetUrl",
        left: "https://hooks.example.com/a",
        right: "https://[secret]@hooks.example.com/b?site=eu&token=[secret]",
      },
    ]);
    expect(of("MobilePush push")?.properties).toEqual([
      { property: "androidGcmAPIKey", left: "[secret]", right: "[secret]" },
    ]);
    expect(of("CustomVariable cart")).toMatchObject({
      change: "changed",
      says: expect.stringMatching(/^takes over [0-9a-f-]{36}, which is on the site$/),
      properties: [{ property: "type", left: "text", right: "integer" }],
    });
    expect(of("AutoInvitation moving")?.says).toBe("to replace by a new one, as campaignId can't be changed");
    expect(of("Campaign old")).toMatchObject({
      change: "missing",
      says: "to delete",
      below: 1,
      remarks: [
        "its installation code stops working on every page that has it",
        'its id is still named by DynamicCampaign "dynamic"',
      ],
    });
    expect(of("Campaign store")).toMatchObject({
      change: "additional",
      content: { name: "Store", description: "Ours" },
      remarks: [expect.stringContaining('renamedFrom: "Shop"')],
    });
    expect(of("Campaign store")?.remarks[0]).toContain('aliases: [{ name: "shop" }]');
    expect(all.differences.map(({ object }) => object)).not.toContain("Campaign sales");
    // The other one was told when it was deployed.
    expect(all.warnings).toEqual([
      expect.stringMatching(
        /^PreChat "form": fields\[1\]\.field\.type: has a value that doesn't go with preChat/,
      ),
    ]);
    expect(all.told[0]).toBe(
      "2 to create, 1 to take over, 4 to update, 1 to replace, 2 to delete; 2 unchanged.",
    );

    // Looking for what is taken over takes a second run of the engine.
    project.write(changed(old).replace(/.*adopt.*/, ""));
    const [text, markdown] = [await preview(stack), await preview(stack, "--format", "markdown")];
    for (const { code, output, notes } of [all, text, markdown]) {
      expect(code).toBe(2);
      expect(output + notes).not.toContain("obviously-fake");
      expect(output).toContain("installation code stops working");
      expect(output).toContain("doesn't go with preChat");
    }
    expect(text.output).toContain('\n  fields: + "Score" after "Order №"; ~ "Topic" (isRequired)\n');
    expect(text.output).toContain('\n  customRules: "VIP" moved before "Rest"\n');
    const deletion = "\nCampaign old: to delete (with 1 that belongs to it)\n  ! its installation code";
    expect(text.output).toContain(deletion);
    expect(markdown.output).toMatch(/^## Preview of stack test: \d+ changes\n/);

    project.write(changed(old));
    // What it expected is about what the update takes.
    const expected = Number(/about (\d+) calls, \d+ seconds at 30 a minute/.exec(all.told[1] ?? "")?.[1]);
    delete environment.COMM100_MAX_REQUESTS_PER_MINUTE;
    await emulator.forgetRequests();
    await succeeds(stack.pulumi(["up", "--yes", "--skip-preview"]));
    const made = (await emulator.requests()).length;
    expect(Math.abs(made - expected) / made).toBeLessThan(0.25);
  });
});
