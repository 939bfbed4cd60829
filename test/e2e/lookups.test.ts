import { describe, expect, it } from "vitest";
import { findEngine } from "../engine";
import { startTestEmulator } from "../support/emulator";
import { openSite, succeeded } from "../support/site";

describe.each([findEngine()])("lookups, on $name", (engine) => {
  async function siteWithCampaigns(...names: string[]) {
    const site = await openSite(engine);
    const ids: string[] = [];
    for (const name of names) {
      const { id } = await site.emulator.call<{ id: string }>("POST", "/campaigns", { name });
      ids.push(id);
    }
    await site.emulator.forgetRequests();
    return { ...site, ids };
  }

  it("find what is on the site, with one call for each list, in plain and in output form", async () => {
    const { stack, project, emulator, ids } = await siteWithCampaigns("Sales", "Support");
    project.write(`
      const sales = comm100.getCampaignOutput({ name: pulumi.output("Sales") });
      const others = Promise.all([comm100.getCampaign({ name: "Support" }), comm100.getCampaign({ name: "Sales" })]);
      exports.ids = pulumi.all([sales.id, others]).apply(([id, two]) => [id, ...two.map((one) => one.id)]);
      exports.code = comm100.getInstallationCodeOutput(sales.id).code.apply((code) => code.includes("script"));`);
    const result = succeeded(await stack.up());
    expect(result.outputs).toEqual({ ids: [ids[0], ids[1], ids[0]], code: true });
    expect((await emulator.requests()).sort()).toEqual([
      "GET /campaigns",
      "GET /campaigns/{id}/installationCode",
    ]);
  });

  it("find agents by address or name and departments by name", async () => {
    const { apply, emulator } = await siteWithCampaigns();
    await emulator.load({
      agents: [
        { id: 7, email: "ann@example.com", displayName: "Ann" },
        { id: 8, email: "bob@example.com", displayName: "Bob" },
      ],
      departments: [{ id: "11111111-2222-3333-4444-555555555555", name: "Repairs" }],
    });
    const { outputs } = await apply(`
      const one = (agent) => agent.then(({ id }) => id);
      exports.agents = Promise.all([one(comm100.getAgent({ email: "bob@example.com" })), one(comm100.getAgent({ name: "Ann" }))]);
      exports.department = comm100.getDepartmentOutput({ name: "Repairs" }).id;`);
    expect(outputs).toEqual({ agents: [8, 7], department: "11111111-2222-3333-4444-555555555555" });
  });

  it("fail with the names that are near when there is no match, before anything is written", async () => {
    const { stack, project, emulator } = await siteWithCampaigns("Sales", "Support", "Returns");
    project.write(`
      const found = comm100.getCampaignOutput({ name: "Salse" });
      new comm100.ChatButton("button", { campaignId: found.id, type: "image" });`);
    const { succeeded: ended, diagnostics } = await stack.preview();
    expect(ended).toBe(false);
    expect(diagnostics.map(({ message }) => message).join()).toContain(
      'comm100.getCampaign: No Campaign has the name "Salse". There are: "Sales", "Support", "Returns".',
    );
    expect(await emulator.requests()).toEqual(["GET /campaigns"]);
  });

  it("fail with the ids when more than one matches", async () => {
    const { stack, project, ids } = await siteWithCampaigns("Sales", "Sales");
    project.write(`exports.found = comm100.getCampaign({ name: "Sales" });`);
    const { output } = await stack.preview();
    expect(output).toContain('2 of Campaign have the name "Sales"');
    for (const id of ids) expect(output).toContain(id);
  });

  it("ask the site of an explicit provider", async () => {
    const eu = await startTestEmulator();
    const { id } = await eu.call<{ id: string }>("POST", "/campaigns", { name: "There" });
    const { apply } = await siteWithCampaigns("Here");
    const { outputs } = await apply(`
      const eu = new comm100.Provider("eu", { baseUrl: "${eu.url}", email: "agent@example.com", apiKey: pulumi.secret("emulator-api-key") });
      const parent = new comm100.Campaign("parent", { name: "Parent" }, { provider: eu });
      exports.one = comm100.getCampaign({ name: "There" }, { provider: eu }).then(({ id }) => id);
      exports.other = comm100.getCampaignOutput({ name: "There" }, { parent }).id;`);
    expect(outputs).toEqual({ one: id, other: id });
    await eu.close();
  });

  it.each([
    ["getCampaign({ nam: 'Sales' })", 'Did you mean "name"?'],
    ["getWebhook({})", "Give event or targetUrl"],
    ["getAutoInvitation({ name: 'Hello' })", "The argument campaignId is missing."],
    ["getCampaignFormField({ campaignId: 'x', form: 'preChats', name: 'y' })", "The argument form"],
    ["getCampaignFormField({ campaignId: 'x', form: 'preChat', name: 'y' })", 'campaignId: "x" is not an id'],
  ])("say what is wrong with the arguments of %s", async (call, message) => {
    const { stack, project, emulator } = await siteWithCampaigns();
    project.write(`exports.found = comm100.${call};`);
    const { succeeded: ended, output } = await stack.preview();
    expect(ended).toBe(false);
    expect(output).toContain(message);
    expect(await emulator.requests()).toEqual([]);
  });
});
