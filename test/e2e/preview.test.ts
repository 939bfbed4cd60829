import { describe, expect, it } from "vitest";
import { openCliStack } from "../support/cli-stack";

it("x", async () => {
  const stack = await openCliStack();
  const { emulator, project } = stack;
  project.write(`const sales = new comm100.Campaign("sales", { name: "Sales" }); const old = new comm100.Campaign("old", { name: "Old" });
  new comm100.PreChat("form", { campaignId: sales.id, isTeamNameDisplayed: false, teamName: "Sales", greetingMessage: "Hi", fields: [{field:{name:"Order №", type: "textBox"}}, {field:{name:"Topic", type: "textBox"}}] });
  new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-secret" });
  new comm100.AutoInvitation("inv", { campaignId: old.id, name: "A" });
  new comm100.ChatButton("b", { campaignId: old.id, type: "adaptive" });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: old.id }, );
  const older = new comm100.Campaign("older", { name: "Older" });
  new comm100.ChatButton("bb", { campaignId: older.id, type: "adaptive" });
  new comm100.Webhook("w", { event: "chatEnds", targetUrl: "https://hooks.example.com/a" });`);
  await stack.pulumi(["up", "--yes", "--skip-preview"]);
  await emulator.call("POST", "/customVariables", { name: "Cart", type: "text" });
  const id = (await stack.state()).deployment.resources?.find(({ urn }) => urn.endsWith("::old"))?.id;
  project.write(`const sales = new comm100.Campaign("sales", { name: "Sales EU" }); 
  new comm100.PreChat("form", { campaignId: sales.id, isTeamNameDisplayed: false, teamName: "Sales", fields: [{field:{name:"Order №", type: "textBox"}},{field:{name:"Score", type: "NPS"}},{field:{name:"Topic", type: "textBox"}, isRequired: true}] });
  new comm100.MobilePush("push", { androidGcmAPIKey: "obviously-fake-secret2" });
  new comm100.AutoInvitation("inv", { campaignId: sales.id, name: "A" });
  new comm100.DynamicCampaign("dynamic", { defaultCampaignId: "${id}" });
  new comm100.CustomVariable("cart", { name: "Cart", type: "integer", adopt: true });
  const older = new comm100.Campaign("newer", { name: "Newer" });
  new comm100.ChatButton("bb", { campaignId: older.id, type: "adaptive" }, {deleteBeforeReplace: false});
  new comm100.Webhook("w2", { event: "chatEnds", targetUrl: "https://hooks.example.com/c?token=obviously-fake" });
  new comm100.Webhook("w", { event: "chatEnds", targetUrl: "https://hooks.example.com/b?token=obviously-fake" });`);
  for (const args of [[], ["--refresh"], ["--format", "markdown"]]) {
    const t = Date.now();
    const { code, output, notes } = await stack.comm100(["preview", "--stack", "test", ...args]);
    console.log(code, output, notes, Date.now() - t);
  }
}, 200000);
