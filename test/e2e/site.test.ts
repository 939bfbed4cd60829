import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { brief, openSite, succeeded } from "../support/site";

const description = `{
  customVariables: [{ name: "tier", type: "text" }],
  webhooks: [{ event: "chatEnds", targetUrl: "https://hooks.example.com/obviously-fake-token" }],
  campaigns: [
    {
      name: "Sales",
      chatButton: { type: "adaptive", adaptiveButtonColor: "#0A66C2" },
      invitation: { style: "bubble" },
      autoInvitations: [{ name: "Welcome", text: "May we help?" }, { name: "Leaving", text: "One moment!" }],
      routing: { isEnable: true, type: "simple", routeTo: "department", routeToId: { department: "Repairs" } },
    },
    { name: "Support", chatButton: { type: "textLink", textLinkButtonText: "Help" } },
  ],
  dynamicCampaign: { defaultCampaignId: { campaign: "Support" } },
  settings: { isMultipleCampaignEnabled: true },
}`;

describe.each([findEngine()])("LiveChatSite, on $name", (engine) => {
  it("is declared by one description, with names that don't depend on the order in it", async () => {
    const { apply, stack, project, emulator, find } = await openSite(engine);
    await emulator.load({ departments: [{ id: "11111111-2222-3333-4444-555555555555", name: "Repairs" }] });
    const { outputs } = await apply(`
      const site = new comm100.LiveChatSite("shop", ${description});
      exports.button = site.resource("ChatButton", "Sales").adaptiveButtonColor;
      // As in programs for earlier releases.
      exports.event = site.resource("Webhook", "chatEnds hooks.example.com").event;`);
    expect(outputs).toEqual({ button: "#0A66C2", event: "chatEnds" });
    const { resources = [] } = (await stack.export()).deployment;
    const names = resources.map(({ urn }) =>
      urn
        .split("::")
        .slice(2)
        .join(" ")
        .replace(/^.*comm100:/, ""),
    );
    expect(names.filter((name) => !name.startsWith("pulumi:")).sort()).toEqual([
      "AutoInvitation shop/Sales/Leaving",
      "AutoInvitation shop/Sales/Welcome",
      "Campaign shop/Sales",
      "Campaign shop/Support",
      "ChatButton shop/Sales",
      "ChatButton shop/Support",
      "CustomVariable shop/tier",
      "DynamicCampaign shop",
      "Invitation shop/Sales",
      "Routing shop/Sales",
      "Settings shop",
      "Webhook shop/chatEnds hooks.example.com c77afef7",
      "index:LiveChatSite shop",
    ]);
    const support = await find<{ id: string }>("/campaigns", { name: "Support" });
    expect(await emulator.call("GET", "/dynamicCampaign")).toMatchObject({ defaultCampaignId: support.id });
    const sales = await find<{ id: string }>("/campaigns", { name: "Sales" });
    expect(await emulator.call("GET", `/campaigns/${sales.id}/routing`)).toMatchObject({
      routeToId: "11111111-2222-3333-4444-555555555555",
    });
    project.write(`
      const site = ${description};
      site.campaigns.reverse();
      site.campaigns[1].autoInvitations.reverse();
      new comm100.LiveChatSite("shop", site);`);
    expect(brief(succeeded(await stack.preview()))).toEqual([]);
    succeeded(await stack.destroy());
    expect(await emulator.call("GET", "/campaigns")).toEqual([]);
  });

  it("reports every mistake of the description at once, with its place in it", async () => {
    const { stack, project, emulator } = await openSite(engine);
    project.write(`
      new comm100.LiveChatSite("shop", {
        campaings: [],
        webhooks: { event: "chatEnds" },
        settings: [],
        campaigns: [
          { name: "Sales", chatButon: {}, routing: { routeToId: { departmnt: "Repairs" } } },
          { name: "Sales" },
          { name: pulumi.output("later") },
          { chatButton: {}, campaignId: "1" },
          "Sales",
        ],
      });
      new comm100.Campaign("other", { nam: "Other" });`);
    const { succeeded: ended, diagnostics } = await stack.preview();
    expect(ended).toBe(false);
    const text = diagnostics.map(({ message }) => message).join("\n");
    for (const line of [
      'LiveChatSite "shop": campaings: is not a property here. Did you mean "campaigns"?',
      'LiveChatSite "shop": webhooks: must be a list.',
      'LiveChatSite "shop": settings: must be an object.',
      'LiveChatSite "shop": campaigns[0].chatButon: is not a property here. Did you mean "chatButton"?',
      'LiveChatSite "shop": campaigns[0].routing.routeToId: must be an id, or name what it refers to as { agent: "…" } or { department: "…" }. Did you mean "department"?',
      'LiveChatSite "shop": campaigns[1]: would be called "shop/Sales" like campaigns[0]. Give one of them a resourceName.',
      'LiveChatSite "shop": campaigns[2]: can\'t be named after its name',
      'LiveChatSite "shop": campaigns[3].campaignId: is not a property here.',
      'LiveChatSite "shop": campaigns[4]: must be an object.',
      'Campaign "other": nam: is not a property of Campaign.',
    ]) {
      expect(text).toContain(line);
    }
    expect(await emulator.requests()).toEqual([]);
  });

  it("belongs to the site of its provider, as do the names in it", async () => {
    const eu = await startTestEmulator();
    const { id } = await eu.call<{ id: string }>("POST", "/campaigns", { name: "There" });
    const { apply, emulator } = await openSite(engine);
    await apply(`
      const eu = new comm100.Provider("eu", { baseUrl: "${eu.url}", email: "agent@example.com", apiKey: pulumi.secret("emulator-api-key") });
      new comm100.LiveChatSite("shop", {
        customVariables: [{ name: "Tier", type: "text" }],
        dynamicCampaign: { defaultCampaignId: { campaign: "There" } },
      }, { provider: eu });`);
    expect(await eu.call("GET", "/dynamicCampaign")).toMatchObject({ defaultCampaignId: id });
    expect(await eu.call("GET", "/customVariables")).toMatchObject([{ name: "Tier" }]);
    expect(await emulator.requests()).toEqual([]);
    await eu.close();
  });

  it("takes no name of a kind that it lists for an object of the site, and says what to write", async () => {
    const { stack, project, emulator } = await openSite(engine);
    await emulator.call("POST", "/campaigns", { name: "Old" });
    await emulator.call("POST", "/campaigns", { name: "Others'" });
    await emulator.forgetRequests();
    for (const [name, says] of [
      ["Salse", 'No Campaign "Salse" is declared here. There are: "Sales".'],
      ["Others'", "What campaigns doesn't list is referred to by its id."],
      ["Old", 'Campaign "Old" is called "Sales" here. Write { campaign: "Sales" }.'],
    ] as const) {
      project.write(`
        new comm100.LiveChatSite("shop", {
          campaigns: [{ name: "Sales", renamedFrom: "Old" }],
          dynamicCampaign: { defaultCampaignId: { campaign: ${JSON.stringify(name)} } },
        });`);
      const { succeeded: ended, output } = await stack.preview();
      expect([name, ended]).toEqual([name, false]);
      expect(output).toContain('LiveChatSite "shop": dynamicCampaign.defaultCampaignId');
      expect(output).toContain(says);
    }
    expect(await emulator.requests()).toEqual([]);
  });

  it("names nothing of the site where there is nothing of a name", async () => {
    const { stack, project } = await openSite(engine);
    project.write(`
      new comm100.LiveChatSite("shop", { dynamicCampaign: { defaultCampaignId: { campaign: "Salse" } } });`);
    const { succeeded: ended, output } = await stack.preview();
    expect(ended).toBe(false);
    expect(output).toContain('comm100.getCampaign: No Campaign has the name "Salse": there is none at all.');
  });

  it("refuses old names that can't be true, and protects what nothing brings back", async () => {
    const { stack, project, apply, emulator } = await openSite(engine);
    project.write(`
      new comm100.LiveChatSite("shop", {
        protect: "yes",
        campaigns: [
          { name: "Sales", renamedFrom: "Help" },
          { name: "Help", renamedFrom: "Sales" },
          { name: "EU", renamedFrom: pulumi.output("Europe") },
        ],
        bans: [{ type: "ip", ip: "192.0.2.1", renamedFrom: "192.0.2.2" }],
      });`);
    const refused = await stack.preview();
    const text = refused.diagnostics.map(({ message }) => message).join("\n");
    for (const line of [
      "protect: must be true or false, and known at once.",
      "campaigns[0].renamedFrom: names that go round can't be given at once",
      "campaigns[1].renamedFrom: names that go round can't be given at once",
      "campaigns[2].renamedFrom: must be the name that the object had before, as a plain text.",
      "bans[0].renamedFrom: is not a property here.",
    ])
      expect(text).toContain(line);
    expect(await emulator.requests()).toEqual([]);

    await apply(`
      new comm100.LiveChatSite("shop", {
        protect: true,
        campaigns: [{ name: "Sales", autoInvitations: [{ name: "Welcome", text: "Hello" }] }],
      });`);
    const { resources = [] } = (await stack.export()).deployment;
    expect(resources.filter(({ protect }) => protect).map(({ urn }) => urn.split("::").at(-1))).toEqual([
      "shop/Sales",
    ]);
    expect((await stack.destroy()).succeeded).toBe(false);
    expect(await emulator.call("GET", "/campaigns")).toMatchObject([{ name: "Sales" }]);

    project.write(`
      const site = new comm100.LiveChatSite("shop", { campaigns: [{ name: "EU", renamedFrom: "Sales" }] });
      site.resource("Campaign", "Sales");`);
    expect((await stack.preview()).output).toContain(
      'LiveChatSite "shop" has no Campaign "Sales". It is "EU" now.',
    );
  });
});
